// How fast the core alone reads the files of the benchmark, without a browser around it. In: build/bench/*.csv, where the benchmark has written
// them. Out: MB/s of peek, push and finish. Hidden: `core_tests "[.bench]"` runs it, for a profiler to look at. Timing decides nothing.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "session.h"
#include "support/project_dir.h"

using namespace lifeworth;

TEST_CASE("reading the files of the benchmark", "[.bench]") {
  const std::filesystem::path folder = test::in_project("build/bench");
  if (!std::filesystem::exists(folder)) SKIP("npm run bench writes the files");
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".csv") files.push_back(entry.path());
  std::ranges::sort(files);
  const auto milliseconds = [](std::clock_t from, std::clock_t to) { return double(to - from) * 1000 / CLOCKS_PER_SEC; };
  constexpr std::size_t chunk = std::size_t{1} << 20;
  for (const auto& path : files) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes(std::filesystem::file_size(path), '\0');
    REQUIRE(in.read(bytes.data(), std::streamsize(bytes.size())));
    const std::string_view file = bytes;
    Session session;
    const auto begin = std::clock();
    session.peek(file.substr(0, chunk), file.size() <= chunk);
    for (std::size_t at = 0; at < file.size(); at += chunk) session.push(file.substr(at, chunk));
    const auto pushed = std::clock();
    const std::string summary = session.finish();
    const auto end = std::clock();
    CHECK(summary.find("\"kind\":\"summary\"") != std::string::npos);
    std::printf("%-28s %7.1f MB  push %6.0f ms  finish %6.0f ms  %6.0f MB/s\n", path.filename().c_str(), double(file.size()) / 1e6,
                milliseconds(begin, pushed), milliseconds(pushed, end), double(file.size()) / 1e3 / milliseconds(begin, end));
  }
}
