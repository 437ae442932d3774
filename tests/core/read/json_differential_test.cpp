// Two roads, one answer: made-up JSON from a seeded generator, read by the reader in random pieces and by simdjson's DOM with a slow walk over
// the documented rules; then the same documents with bytes changed, where the two need only agree on what is JSON.
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <simdjson.h>

#include "../support/json_rows.h"
#include "read/json_text.h"

namespace {

using Cells = std::map<std::string, std::string>;

struct Maker {
  std::mt19937 random;
  std::size_t below(std::size_t n) { return random() % n; }
  bool once_in(std::size_t n) { return below(n) == 0; }

  std::string blank() {
    static constexpr std::string_view kinds[] = {"", "", "", "", " ", "\n", "\r\n\t", "  "};
    return std::string(kinds[below(std::size(kinds))]);
  }
  std::string text() {
    static constexpr std::string_view parts[] = {"a", "Z", "7", " ", "; ", ",", "{", "]", ":", "\\\"", "\\\\", "\\/", "\\n", "\\u00f1", "\\uD83D\\uDE00", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "'"};
    std::string made = "\"";
    for (std::size_t i = below(once_in(20) ? 200 : 8); i-- > 0;) made += parts[below(std::size(parts))];
    return made + "\"";
  }
  /// Numbers that the DOM keeps exactly: it has no others to compare.
  std::string number() { return (once_in(3) ? "-" : "") + std::to_string(1 + below(1'000'000)); }
  std::string value(int depth) {
    const std::size_t kind = below(depth > 3 ? 6 : 9);
    if (kind < 2) return text();
    if (kind < 4) return number();
    if (kind == 4) return "null";
    if (kind == 5) return once_in(2) ? "true" : "false";
    return kind == 6 ? object(depth + 1) : list(depth + 1);
  }
  /// No key twice in one object, and none with a dot: both have rules of their own, which hand-made cases test.
  std::string object(int depth) {
    std::string made = "{" + blank();
    bool first = true;
    for (const std::string_view key : {"id", "email", "x", "\\u0062", "", "list", "deep"}) {
      if (once_in(2)) continue;
      if (!std::exchange(first, false)) made += "," + blank();
      made += "\"" + std::string(key) + "\"" + blank() + ":" + blank() + value(depth) + blank();
    }
    return made + "}";
  }
  std::string list(int depth) {
    std::string made = "[" + blank();
    const bool objects = once_in(2);
    for (std::size_t i = 0, n = below(4); i < n; ++i) made += (i ? "," : "") + blank() + (objects ? object(depth) : value(depth)) + blank();
    return made + "]";
  }
};

/// The rules of json_columns.h, as slowly as they read. First every list's members are counted, then every leaf is put in its place.
struct Walk {
  struct List {
    std::size_t members = 0;
    bool objects = false;
  };
  struct Leaf {
    std::string list;
    std::vector<std::string> entries;
    bool is_mixed = false;  // a list in one member and a value in another: entries in the order of the text
  };
  std::map<std::string, List> lists;
  std::map<std::string, Leaf> leaves;
  Cells cells;

  static std::string text_of(simdjson::dom::element element) {
    if (element.is_string()) return std::string(std::string_view(element.get_string().value_unsafe()));
    if (element.is_bool()) return element.get_bool().value_unsafe() ? "true" : "false";
    if (element.is_int64()) return std::to_string(element.get_int64().value_unsafe());
    return "";
  }
  static std::string below(const std::string& path, bool is_root, std::string_view key) { return is_root ? std::string(key) : path + "." + std::string(key); }

  void object(simdjson::dom::object object, const std::string& path, bool is_root, const std::string* list) {
    for (const auto field : object) value(field.value, below(path, is_root, field.key), list, false);
  }
  void value(simdjson::dom::element element, const std::string& path, const std::string* list, bool is_member) {
    if (element.is_array()) {
      lists[path];
      for (const auto member : element.get_array().value_unsafe()) value(member, path, &path, true);
      return;
    }
    if (is_member) {
      ++lists[path].members;
      lists[path].objects |= element.is_object();
    }
    if (element.is_object()) return object(element.get_object().value_unsafe(), path, false, list);
    if (!list) {
      cells[path] = text_of(element);
      return;
    }
    Leaf& leaf = leaves[path];
    if (leaf.entries.empty()) leaf.list = *list;
    leaf.is_mixed |= leaf.list != *list;
    if (!leaf.is_mixed) leaf.entries.resize(lists[*list].members - 1);
    leaf.entries.push_back(text_of(element));
  }
  Cells finish() {
    for (auto& [path, leaf] : leaves) {
      if (!leaf.is_mixed) leaf.entries.resize(lists[leaf.list].members);
      std::string joined;
      bool filled = false;
      for (std::size_t i = 0; i < leaf.entries.size(); ++i) {
        joined += (i ? "; " : "") + leaf.entries[i];
        filled |= !leaf.entries[i].empty();
      }
      cells[path] = filled ? joined : "";
    }
    for (const auto& [path, list] : lists)
      if (list.objects) cells[path + ".#"] = std::to_string(list.members);
    return cells;
  }
};

/// Cells that say nothing are left out on both sides: a row has them for other rows' keys, a list of nothing has "0" once its column is known.
Cells told(const Cells& cells) {
  Cells kept;
  for (const auto& [name, text] : cells)
    if (!text.empty() && !(name.ends_with(".#") && text == "0")) kept[name] = text;
  return kept;
}

std::vector<std::string> random_pieces(std::string_view text, std::mt19937& random) {
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = 1 + random() % (random() % 4 ? 20 : 400);
    pieces.emplace_back(text.substr(at, size));
    at += size;
  }
  return pieces;
}

}  // namespace

TEST_CASE("made-up records read as a slow walk over simdjson's DOM reads them", "[consistency][json]") {
  Maker make{std::mt19937(20260413)};
  std::mt19937 cuts(7);
  simdjson::dom::parser dom;
  for (int document = 0; document < 600; ++document) {
    std::vector<std::string> records;
    for (std::size_t i = 1 + make.below(6); i-- > 0;) records.push_back(make.object(0));
    std::string list = "[", lines;
    for (std::size_t i = 0; i < records.size(); ++i) list += (i ? "," : "") + records[i] + make.blank();
    list += "]";
    for (const std::string& record : records) {
      std::string flat = record;
      for (char& c : flat)
        if (c == '\n' || c == '\r') c = ' ';
      lines += flat + "\n";
    }
    const support::ReadJson shapes[] = {support::read_json(random_pieces(list, cuts), {lifeworth::TextKind::json_array, {}}),
                                        support::read_json(random_pieces("{\"n\":[{}],\"orders\":" + list + "}", cuts), {lifeworth::TextKind::json_object, "orders"}),
                                        support::read_json(random_pieces(lines, cuts), {lifeworth::TextKind::json_lines, {}})};
    for (const support::ReadJson& json : shapes) {
      if (json.refusal) {  // records of which none has a key
        REQUIRE(json.no_records());
        REQUIRE(json.columns.empty());
        continue;
      }
      REQUIRE(json.rows.size() == records.size());
      for (std::size_t i = 0; i < records.size(); ++i) {
        simdjson::dom::element root;
        REQUIRE_FALSE(dom.parse(records[i]).get(root));
        Walk walk;
        walk.object(root.get_object().value_unsafe(), "", true, nullptr);
        Cells read;
        for (std::size_t c = 0; c < json.rows[i].cells.size(); ++c) read[json.columns[c]] = json.rows[i].cells[c];
        INFO(records[i]);
        REQUIRE(told(read) == told(walk.finish()));
      }
    }
  }
}

TEST_CASE("changed bytes: what simdjson's DOM takes for JSON is taken, and nothing else", "[consistency][json]") {
  Maker make{std::mt19937(99)};
  simdjson::dom::parser dom;
  lifeworth::JsonText text;
  lifeworth::JsonUnread unread;
  constexpr std::string_view alphabet = "{}[]:,\"\\/ \n\t\x01\x0c'ntfu0123456789.eE+-aA#";
  int valid = 0;
  for (int document = 0; document < 20'000; ++document) {
    std::string json = make.value(document % 4);
    for (std::size_t changes = make.below(3); changes-- > 0 && !json.empty();) {
      const std::size_t place = make.below(json.size());
      if (static_cast<unsigned char>(json[place]) >= 0x80) continue;  // bytes come to the reader as UTF-8
      const std::size_t how = make.below(3);
      if (how == 0) json[place] = alphabet[make.below(alphabet.size())];
      else if (how == 1) json.erase(place, 1);
      else json.insert(place, 1, alphabet[make.below(alphabet.size())]);
    }
    simdjson::dom::element root;
    const simdjson::error_code error = dom.parse(json).get(root);
    if (error == simdjson::NUMBER_ERROR || error == simdjson::BIGINT_ERROR || error == simdjson::STRING_ERROR) continue;  // exponents beyond a double; half surrogates
    INFO(json);
    REQUIRE((text.walk(json, unread) == lifeworth::JsonVerdict::valid) == !error);
    if (!error) ++valid;
    const support::ReadJson read = support::read_json("[{\"v\":" + json + "}]");
    if (!error) REQUIRE_FALSE(read.broken());
  }
  CHECK(valid > 5000);
}
