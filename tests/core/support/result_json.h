// Results as the page gets them, read back with simdjson.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <simdjson.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "session.h"

namespace lifeworth::test {

/// A parsed result. Every reader fails the test where the JSON is not what it asks for. Pointers are RFC 6901: "/base/clv/low".
class ResultJson {
 public:
  explicit ResultJson(std::string_view json) : parser_(std::make_unique<simdjson::dom::parser>()) {
    INFO(json.substr(0, 500));
    REQUIRE(parser_->parse(json.data(), json.size()).get(root_) == simdjson::SUCCESS);
  }

  simdjson::dom::element at(std::string_view pointer) const {
    INFO("at " << pointer);
    simdjson::dom::element element;
    REQUIRE(root_.at_pointer(pointer).get(element) == simdjson::SUCCESS);
    return element;
  }
  bool has(std::string_view pointer) const { return root_.at_pointer(pointer).error() == simdjson::SUCCESS; }
  double number(std::string_view pointer) const { return as<double>(pointer); }
  std::string text(std::string_view pointer) const { return std::string(as<std::string_view>(pointer)); }
  bool truth(std::string_view pointer) const { return as<bool>(pointer); }
  bool null(std::string_view pointer) const { return at(pointer).is_null(); }
  std::size_t size(std::string_view pointer) const { return as<simdjson::dom::array>(pointer).size(); }

  bool has_code(std::string_view list, std::string_view code) const {
    for (simdjson::dom::element sentence : as<simdjson::dom::array>(list)) {
      std::string_view own;
      if (sentence["code"].get(own) == simdjson::SUCCESS && own == code) return true;
    }
    return false;
  }

 private:
  template <class T>
  T as(std::string_view pointer) const {
    T value;
    const auto error = at(pointer).get(value);
    INFO("at " << pointer);
    REQUIRE(error == simdjson::SUCCESS);
    return value;
  }

  std::unique_ptr<simdjson::dom::parser> parser_;
  simdjson::dom::element root_;
};

/// A session that has read these tables, one after the other.
struct ReadTables {
  Session session;
  explicit ReadTables(std::initializer_list<std::string> tables) {
    for (const std::string& table : tables) {
      session.peek(table, true);
      session.push(table);
    }
    const std::string summary = session.finish();
    INFO(summary.substr(0, 300));
    REQUIRE(summary.starts_with(R"({"kind":"summary")"));
  }
  ResultJson answer_to(const std::string& request) { return ResultJson(session.compute(request)); }
};

/// What a session of these tables answers to a request.
inline ResultJson answer_to(const std::string& request, std::initializer_list<std::string> tables) { return ReadTables(tables).answer_to(request); }

}  // namespace lifeworth::test
