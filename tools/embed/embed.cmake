# Writes text files as arrays of bytes into one C++ source, for stages that work without an image.
# cmake -DOUT=FILE -DINPUTS=NAME=PATH;NAME=PATH... -P embed.cmake
# Each becomes isnad::embedded_NAME(), a std::string_view (declared where it is used).
set(text "#include <string_view>\n\nnamespace isnad {\n")
foreach(input IN LISTS INPUTS)
  string(REPLACE "=" ";" parts "${input}")
  list(GET parts 0 name)
  list(GET parts 1 path)
  file(READ "${path}" hex HEX)
  string(LENGTH "${hex}" length)
  math(EXPR bytes "${length} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
  string(APPEND text "std::string_view embedded_${name}();\n"
    "static const unsigned char k_${name}[] = {${hex}0};\n"
    "std::string_view embedded_${name}() {\n"
    "  return {reinterpret_cast<const char*>(k_${name}), ${bytes}};\n}\n")
endforeach()
string(APPEND text "}  // namespace isnad\n")
file(WRITE "${OUT}" "${text}")
