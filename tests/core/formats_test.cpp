// Every format of core/formats on its sample: recognised and read as reasoned by hand (expected.json), the same when the mapping is given by hand, and
// the same with the columns in another order. And the generic tables of tests/data, which no format describes.
#include <simdjson.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "schema/format.h"
#include "session.h"

namespace {

namespace fs = std::filesystem;
using simdjson::dom::element;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<fs::path> folders(const char* room) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(fs::path(LIFEWORTH_DIR) / room))
    if (fs::exists(entry.path() / "expected.json")) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

fs::path sample_in(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().stem() == "sample") return entry.path();
  return {};
}

struct Json {
  simdjson::dom::parser parser;
  element root;
  explicit Json(const std::string& text) {
    INFO(text.substr(0, 2000));
    REQUIRE(parser.parse(text).get(root) == simdjson::SUCCESS);
  }
};

std::string plain(element value) { return simdjson::minify(value); }

/// What a session says of a file: the reading, and the summary.
struct Read {
  std::string reading, summary;
};
Read read(const std::string& bytes, const std::string& change = "") {
  lifeworth::Session session;
  Read result;
  result.reading = session.peek(bytes, true);
  if (!change.empty()) result.reading = session.map(change);
  const std::string pushed = session.push(bytes);
  result.summary = session.finish();
  if (pushed.starts_with("{\"error\"")) result.summary = pushed;
  return result;
}

/// What expected.json says and the summary does not, one line a difference.
std::string differences(const Json& expected, const Json& summary) {
  std::string out;
  const auto differ = [&](const std::string& what, const std::string& wanted, const std::string& got) {
    if (wanted != got) out += what + ": expected " + wanted + ", got " + got + "\n";
  };
  if (auto error = summary.root["error"]; !error.error()) return plain(error["message"].value());
  const bool orders = std::string_view(expected.root["kind"]) == "orders";
  const element own = orders ? summary.root : summary.root["records"].at(0);
  for (const char* key : {"rows_read", "rows_used"}) differ(key, plain(expected.root[key]), plain(summary.root[key]));
  if (auto items = expected.root["line_items"]; !items.error()) differ("line_items", plain(items.value()), plain(summary.root["line_items"]));
  std::vector<std::string> wanted, got;
  for (const auto& [reason, rows] : simdjson::dom::object(expected.root["left_out"])) wanted.push_back(std::string(reason) + " " + plain(rows));
  for (element each : simdjson::dom::array(summary.root["left_out"])) got.push_back(std::string(std::string_view(each["reason"])) + " " + plain(each["rows"]));
  std::sort(wanted.begin(), wanted.end());
  std::sort(got.begin(), got.end());
  const auto joined = [](const std::vector<std::string>& list) {
    std::string text;
    for (const std::string& each : list) text += "[" + each + "]";
    return text;
  };
  differ("left_out", joined(wanted), joined(got));
  for (const char* key : {"customers", "currency", "first_day", "last_day", "total", "orders", "refunds", "refunded"})
    if (auto value = expected.root[key]; !value.error()) {
      const std::string want = plain(value.value());
      auto have = own[key];
      std::string is = have.error() ? "absent" : plain(have.value());
      if (want == "null" && is == "\"\"") is = "null";
      differ(key, want, is);
    }
  if (auto values = expected.root["values"]; !values.error())
    for (const auto& [role, facts] : simdjson::dom::object(values))
      for (const auto& [fact, number] : simdjson::dom::object(facts)) {
        auto have = own["values"][role][fact == "count" && !facts["sum"].error() ? std::string_view("numbers") : fact];
        const double want = double(number), is = have.error() ? -1 : double(have.value());
        if (want != is) out += std::string(role) + "." + std::string(fact) + ": expected " + plain(number) + ", got " + std::to_string(is) + "\n";
      }
  return out;
}

std::string mapped_column(const Json& reading, std::string_view role) {
  auto column = reading.root["mapping"][role]["column"];
  if (column.error() || column.is_null()) return "";
  return std::string(std::string_view(reading.root["header"].at(std::size_t(std::uint64_t(column)))));
}

}  // namespace

TEST_CASE("every embedded format is sound and has a sample", "[consistency]") {
  const auto formats = lifeworth::built_in_formats();
  const auto all = folders("core/formats");
  CHECK(formats.size() == all.size());
  for (const auto& folder : all) {
    INFO(folder.filename().string());
    const auto format = lifeworth::parse_format(text_of(folder / "format.json"));
    if (!format) FAIL(lifeworth::english(format.error()));
    CHECK(format->name == folder.filename().string());
    CHECK(!sample_in(folder).empty());
  }
}

TEST_CASE("every format's sample is recognised and read as reasoned by hand", "[correctness]") {
  for (const auto& folder : folders("core/formats")) {
    const Json expected(text_of(folder / "expected.json"));
    const Read result = read(text_of(sample_in(folder)));
    const Json reading(result.reading), summary(result.summary);
    std::string wrong;
    if (auto format = reading.root["mapping"]["format"]; format.error() || std::string_view(format) != std::string_view(expected.root["format"]))
      wrong += "format: got " + (format.error() ? result.reading.substr(0, 300) : plain(format.value())) + "\n";
    for (const auto& [role, name] : simdjson::dom::object(expected.root["columns"]))
      if (mapped_column(reading, role) != std::string_view(name)) wrong += std::string(role) + ": expected " + plain(name) + ", got " + mapped_column(reading, role) + "\n";
    wrong += differences(expected, summary);
    INFO(folder.filename().string() << "\n" << wrong);
    CHECK(wrong.empty());
  }
}

TEST_CASE("generic tables in English and Spanish are read without a format", "[correctness]") {
  for (const auto& folder : folders("tests/data/generic")) {
    const Json expected(text_of(folder / "expected.json"));
    const Read result = read(text_of(sample_in(folder)));
    const Json reading(result.reading), summary(result.summary);
    std::string wrong;
    for (const auto& [role, name] : simdjson::dom::object(expected.root["columns"]))
      if (mapped_column(reading, role) != std::string_view(name)) wrong += std::string(role) + ": expected " + plain(name) + ", got " + mapped_column(reading, role) + "\n";
    wrong += differences(expected, summary);
    INFO(folder.filename().string() << "\n" << wrong);
    CHECK(wrong.empty());
  }
}
