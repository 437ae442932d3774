// A session walked from peek to finish, and places in the JSON it answers.
#pragma once

#include <simdjson.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "session.h"

namespace support {

/// A JSON answer; places are JSON pointers ("/left_out/0/rows").
class Answer {
 public:
  explicit Answer(std::string_view json) : text_(json) {
    INFO(text_);
    REQUIRE(parser_.parse(text_).get(root_) == simdjson::SUCCESS);
  }
  bool has(std::string_view pointer) const { return root_.at_pointer(pointer).error() == simdjson::SUCCESS; }
  bool is_null(std::string_view pointer) const { return root_.at_pointer(pointer).is_null(); }
  std::int64_t whole(std::string_view pointer) const {
    std::int64_t value = 0;
    INFO(text_ << " at " << pointer);
    REQUIRE(root_.at_pointer(pointer).get(value) == simdjson::SUCCESS);
    return value;
  }
  std::string text(std::string_view pointer) const {
    std::string_view value;
    INFO(text_ << " at " << pointer);
    REQUIRE(root_.at_pointer(pointer).get(value) == simdjson::SUCCESS);
    return std::string(value);
  }
  std::size_t size(std::string_view pointer) const {
    simdjson::dom::array array;
    INFO(text_ << " at " << pointer);
    REQUIRE(root_.at_pointer(pointer).get(array) == simdjson::SUCCESS);
    return array.size();
  }
  /// The error's code; "" when there is no error.
  std::string error() const { return has("/error") ? text("/error/code") : ""; }
  /// The column a role is mapped to; −1 for none.
  std::int64_t column(std::string_view role) const {
    const std::string pointer = "/mapping/" + std::string(role) + "/column";
    return is_null(pointer) ? -1 : whole(pointer);
  }
  /// Rows left out for a reason.
  std::int64_t left_out(std::string_view reason) const {
    for (std::size_t i = 0; i < size("/left_out"); ++i) {
      const std::string at = "/left_out/" + std::to_string(i);
      if (text(at + "/reason") == reason) return whole(at + "/rows");
    }
    return 0;
  }
  std::int64_t left_out_sum() const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < size("/left_out"); ++i) sum += whole("/left_out/" + std::to_string(i) + "/rows");
    return sum;
  }
  /// The place of the notice with a code; nothing when it was not given.
  std::optional<std::string> notice(std::string_view code) const {
    for (std::size_t i = 0; i < size("/notices"); ++i) {
      const std::string at = "/notices/" + std::to_string(i);
      if (text(at + "/code") == code) return at;
    }
    return std::nullopt;
  }
  const std::string& json() const { return text_; }

 private:
  std::string text_;
  simdjson::dom::parser parser_;
  simdjson::dom::element root_;
};

/// Peeks at `text` as a whole file, maps, pushes the pieces and finishes; the first error ends the walk.
inline std::string run(lifeworth::Session& session, std::string_view text, std::string_view change, std::span<const std::string> pieces) {
  const auto failed = [](std::string_view json) { return json.starts_with(R"({"error")"); };
  std::string answer = session.peek(text, true);
  if (failed(answer)) return answer;
  if (!change.empty() && failed(answer = session.map(change))) return answer;
  for (const std::string& piece : pieces)
    if (failed(answer = session.push(std::string(piece)))) return answer;
  return session.finish();
}

inline std::string run(std::string_view text, std::string_view change = "") {
  lifeworth::Session session;
  const std::string whole(text);
  return run(session, text, change, std::span(&whole, 1));
}

inline constexpr std::string_view keep_rows = R"({"keep_rows":true})";

}  // namespace support
