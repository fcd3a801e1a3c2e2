# What is installed, for programs that embed the engine, and as Debian packages (./dev package).
#   component program      -> package isnad: program, language image, page, manual, completions, documents
#   component development  -> package libisnad-dev: include/isnad, static libraries, CMake package
# The program looks for the image beside itself, then in ../share/isnad (src/engine/find_image.cc).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS isnad RUNTIME DESTINATION bin COMPONENT program)
install(TARGETS isnad-compile RUNTIME DESTINATION libexec/isnad COMPONENT program)  # for isnad frames
install(FILES ${CMAKE_BINARY_DIR}/isnad.img DESTINATION share/isnad COMPONENT program)
# The built page (./dev ui), where it was built.
install(DIRECTORY ${CMAKE_BINARY_DIR}/ui DESTINATION share/isnad COMPONENT program OPTIONAL)
install(DIRECTORY ${CMAKE_BINARY_DIR}/manual/ DESTINATION share COMPONENT program)
file(GLOB documents docs/*.md)
install(FILES README.md CHANGELOG.md GLOSSARY.md SECURITY.md LICENSE NOTICE docs/record.schema.json ${documents}
        DESTINATION share/doc/isnad COMPONENT program)
file(GLOB model_cards docs/models/*.md)
install(FILES ${model_cards} DESTINATION share/doc/isnad/models COMPONENT program)
install(DIRECTORY docs/exports DESTINATION share/doc/isnad COMPONENT program)
# Where Debian's policy wants it.
install(FILES NOTICE DESTINATION share/doc/isnad RENAME copyright COMPONENT program)
install(FILES NOTICE DESTINATION share/doc/libisnad-dev RENAME copyright COMPONENT development)

# The stages down to the engine, as they are linked, and the one header that is public.
set(libraries "")
foreach(stage IN LISTS ISNAD_STAGES)
  list(APPEND libraries isnad_${stage})
  if(stage STREQUAL "engine")
    break()
  endif()
endforeach()
set_property(TARGET isnad_engine PROPERTY EXPORT_NAME engine)
target_include_directories(isnad_engine INTERFACE $<INSTALL_INTERFACE:include>)
install(TARGETS ${libraries} EXPORT isnad ARCHIVE DESTINATION lib/isnad COMPONENT development)
install(FILES include/isnad/engine.h DESTINATION include/isnad COMPONENT development)
set(package_folder lib/cmake/isnad)
install(EXPORT isnad NAMESPACE isnad:: FILE isnad-targets.cmake DESTINATION ${package_folder} COMPONENT development)
set(image_folder share/isnad)
configure_package_config_file(cmake/isnad-config.cmake.in ${CMAKE_BINARY_DIR}/isnad-config.cmake
                              INSTALL_DESTINATION ${package_folder} PATH_VARS image_folder)
# Before version 1 any new version may change the interface.
write_basic_package_version_file(${CMAKE_BINARY_DIR}/isnad-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/isnad-config.cmake ${CMAKE_BINARY_DIR}/isnad-config-version.cmake
        DESTINATION ${package_folder} COMPONENT development)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "isnad")
set(CPACK_PACKAGE_CONTACT "The founders of isnad <isnad@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
                                                WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME isnad)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
# Loaded when they are first called (src/base/late_library.h), so the linker knows nothing of them.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "libcurl4, libpq5")
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION
    "reads Arabic news into sourced, dated records
Who did what to whom, when and where, and who says so; which reports are copies
of one origin; where sources contradict each other; and what held at any date,
as known at any date. Command line, server and web page; works offline.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libisnad-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "isnad (= ${PROJECT_VERSION}), libsimdjson-dev, nlohmann-json3-dev, libexpected-dev, libfmt-dev, libicu-dev, \
libgumbo-dev, libsqlite3-dev, libssl-dev, libtbb-dev, libpugixml-dev, libxxhash-dev, libarchive-dev, zlib1g-dev, \
libdeflate-dev, libzstd-dev, libbrotli-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
    "engine of isnad for C++ programs
Header, static libraries and CMake package: find_package(isnad), isnad::engine.")
include(CPack)
