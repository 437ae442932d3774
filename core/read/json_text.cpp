#include "read/json_text.h"

#include <simdjson.h>

#include <algorithm>

#include "base/text.h"

namespace lifeworth {
namespace {

constexpr bool ends_scalar(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == '}' || c == ']'; }

const char* digits_end(const char* from) {
  while (is_digit(*from)) ++from;
  return from;
}

/// Where a string goes wrong: at a control character, else where the string begins that never ends. Only asked for when one does.
std::size_t broken_string(std::string_view text) {
  bool in_string = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (in_string && static_cast<unsigned char>(text[i]) < 0x20) return i;
    if (in_string && text[i] == '\\' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0x20) ++i;
    else if (text[i] == '"') in_string = !in_string, begin = i;
  }
  return in_string ? begin : 0;
}

}  // namespace

const char* json_number_end(const char* from) {
  if (*from == '-') ++from;
  if (!is_digit(*from)) return nullptr;
  from = *from == '0' ? from + 1 : digits_end(from);
  if (*from == '.') {
    if (!is_digit(*++from)) return nullptr;
    from = digits_end(from);
  }
  if (*from == 'e' || *from == 'E') {
    ++from;
    if (*from == '+' || *from == '-') ++from;
    if (!is_digit(*from)) return nullptr;
    from = digits_end(from);
  }
  return from;
}

struct JsonText::Tokens {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> finder;
  std::string padded;
  std::unique_ptr<char[]> unescaped;
  std::size_t unescaped_capacity = 0, unescaped_used = 0;
};

JsonText::JsonText() : tokens_(std::make_unique<Tokens>()) {}
JsonText::~JsonText() = default;

/// The padding is white space, so that every scalar ends before what simdjson needs to be readable.
bool JsonText::find_tokens(std::string_view json) {
  Tokens& tokens = *tokens_;
  tokens.padded.assign(json);
  tokens.padded.append(simdjson::SIMDJSON_PADDING, ' ');
  tokens.unescaped_used = 0;
  text_ = tokens.padded.data();
  size_ = json.size();
  count_ = fault_ = 0;
  if (json.empty()) return false;
  if (!tokens.finder || tokens.finder->capacity() < size_) {
    const std::size_t capacity = std::max<std::size_t>(size_ + size_ / 2, 4096);
    tokens.finder.reset();  // first, so that never two are held
    if (simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, simdjson::DEFAULT_MAX_DEPTH, tokens.finder)) return false;
  }
  if (tokens.finder->stage1(reinterpret_cast<const std::uint8_t*>(text_), size_, simdjson::stage1_mode::regular)) {
    fault_ = broken_string(json);
    return false;
  }
  count_ = tokens.finder->n_structural_indexes;
  places_ = tokens.finder->structural_indexes.get();
  return true;
}

/// Escapes take more room than what they stand for, so a record's strings never need more than the record.
bool JsonText::unescape(std::size_t quote, std::string_view& out) {
  Tokens& tokens = *tokens_;
  if (tokens.unescaped_capacity < size_) {
    if (tokens.unescaped_used) return false;  // cannot be: the capacity does not change within a record
    tokens.unescaped_capacity = tokens.padded.capacity();
    tokens.unescaped = std::make_unique_for_overwrite<char[]>(tokens.unescaped_capacity + simdjson::SIMDJSON_PADDING);
  }
  char* const begin = tokens.unescaped.get() + tokens.unescaped_used;
  const auto* const from = reinterpret_cast<const std::uint8_t*>(text_ + quote + 1);
  const std::uint8_t* const end = tokens.finder->parse_string(from, reinterpret_cast<std::uint8_t*>(begin), true);
  if (!end) return false;
  out = {begin, static_cast<std::size_t>(reinterpret_cast<const char*>(end) - begin)};
  tokens.unescaped_used += out.size();
  return true;
}

bool JsonText::scalar_at(std::size_t place, std::string_view& out) const {
  const char* const begin = text_ + place;
  const auto word = [&](std::string_view literal) {
    return std::string_view(begin, literal.size()) == literal && ends_scalar(begin[literal.size()]);
  };
  if (*begin == '-' || is_digit(*begin)) {
    const char* const end = json_number_end(begin);
    if (!end || !ends_scalar(*end)) return false;
    out = {begin, static_cast<std::size_t>(end - begin)};
    return true;
  }
  if (word("null")) out = {};
  else if (word("true")) out = "true";
  else if (word("false")) out = "false";
  else return false;
  return true;
}

}  // namespace lifeworth
