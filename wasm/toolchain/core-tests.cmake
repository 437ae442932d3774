# The tests of the core: one executable, built natively and, from the same sources, as WebAssembly that runs under node.
# Catch2 and the test files need exceptions; the core they link stays without.
include(FetchContent)
if(NOT FETCHCONTENT_SOURCE_DIR_CATCH2 AND EXISTS "${CMAKE_SOURCE_DIR}/.toolchain/catch2/CMakeLists.txt")
  set(FETCHCONTENT_SOURCE_DIR_CATCH2 "${CMAKE_SOURCE_DIR}/.toolchain/catch2")
endif()
FetchContent_Declare(Catch2 GIT_REPOSITORY https://github.com/catchorg/Catch2.git GIT_TAG v3.7.1 GIT_SHALLOW ON SYSTEM)
if(EMSCRIPTEN)
  add_compile_options(-fwasm-exceptions)
  add_link_options(-fwasm-exceptions)
endif()
FetchContent_MakeAvailable(Catch2)
# A hundred small files with the same headers: as a few big ones they compile in a fifth of the time.
set_target_properties(Catch2 PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 26)

file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS "tests/core/*.cpp")
add_executable(core_tests ${test_sources})
target_link_libraries(core_tests PRIVATE core Catch2::Catch2WithMain)
set_source_files_properties(tests/core/support/project_dir.cpp PROPERTIES COMPILE_DEFINITIONS "LIFEWORTH_DIR=\"${CMAKE_SOURCE_DIR}\"")
target_precompile_headers(core_tests PRIVATE <catch2/catch_test_macros.hpp> <algorithm> <chrono> <cmath> <map> <optional> <span> <string> <string_view> <vector>)
target_compile_options(core_tests PRIVATE -Wall -Wextra -Wshadow -Werror)
if(EMSCRIPTEN)
  # core_tests.js is CommonJS; without this it would take "type": "module" from the project's package.json.
  file(WRITE "${CMAKE_BINARY_DIR}/package.json" "{ \"type\": \"commonjs\" }\n")
  # The tests read their data from the disk of the machine, and grow as the page's module does.
  target_link_options(core_tests PRIVATE -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH -sMAXIMUM_MEMORY=2GB -sSTACK_SIZE=1MB -sEXIT_RUNTIME)
endif()
add_test(NAME core COMMAND core_tests)
