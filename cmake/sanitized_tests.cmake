# Tests of programs bound memory and time; a sanitizer takes more of both. To be called at the end of a folder that adds tests:
# in a sanitized build each test of that folder has eight times its time, and ISNAD_SANITIZED in its environment, by which it
# widens bounds of its own. ThreadSanitizer ends a program at the first finding, as the others do: a server that goes on and is
# killed in the end would keep it to itself.
function(isnad_allow_for_sanitizer)
  if(NOT ISNAD_SANITIZE)
    return()
  endif()
  set(tsan "halt_on_error=1:suppressions=${CMAKE_SOURCE_DIR}/tools/sanitize/tsan.supp")
  get_property(tests_here DIRECTORY PROPERTY TESTS)
  foreach(test ${tests_here})
    set_property(TEST ${test} APPEND PROPERTY ENVIRONMENT ISNAD_SANITIZED=1 TSAN_OPTIONS=${tsan})
    get_property(seconds TEST ${test} PROPERTY TIMEOUT)
    if(seconds)
      math(EXPR seconds "8 * ${seconds}")
      set_property(TEST ${test} PROPERTY TIMEOUT ${seconds})
    endif()
  endforeach()
endfunction()
