#include "read/text_kind.h"

#include <algorithm>

#include "base/text.h"
#include "read/code_pages.h"
#include "read/encoding.h"
#include "read/file_magic.h"
#include "read/wrong_text.h"

namespace lifeworth {
namespace {

constexpr std::size_t looked_at = 65536;

bool is_padding(char c) { return c == 0 || c == 26 || c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Bytes that are no text: control bytes but line ends, tabs, escapes and end marks. One may be an accident; so may be NULs between the letters, while
/// a file of NULs is none of text.
std::int64_t odd_bytes(std::string_view sample) {
  std::int64_t controls = 0, nulls = 0;
  for (const char c : sample) {
    nulls += c == 0;
    controls += (c > 0 && c < 9) || (c > 13 && c < 32 && c != 26 && c != 27);
  }
  const auto size = static_cast<std::int64_t>(sample.size());
  return controls > 1 + size / 200 || nulls > size / 3 ? controls + nulls : 0;
}

}  // namespace

std::optional<Error> refusal_of_bytes(std::string_view bytes, bool whole_file) {
  if (bytes.empty()) return Error{Code::empty_file};
  if (auto refusal = refusal_by_magic(bytes)) return refusal;
  const EncodingGuess guess = guess_encoding(bytes);
  const std::string_view first = bytes.substr(0, looked_at);
  if (code_page(guess.encoding) || guess.encoding == Encoding::utf8 || decoded_by_host(guess.encoding)) {
    // Zeros at the end are what a copy that broke off leaves behind; the text before them is still one.
    const auto end = std::find_if_not(first.rbegin(), first.rend(), is_padding).base();
    if (end == first.begin() && first.contains('\0') && (whole_file || first.size() == looked_at))
      return Error{Code::zeros_only, {{"bytes", std::int64_t(bytes.size())}}};
    if (const std::int64_t odd = odd_bytes({first.begin(), end})) return Error{Code::not_text, {{"bytes", odd}}};
  }
  Decoder decoder(guess);
  const std::string text(decoder.push(first));
  if (auto refusal = refusal_by_beginning(text)) return refusal;
  if (whole_file && trimmed(text).empty()) return Error{Code::blank_file, {{"bytes", std::int64_t(bytes.size())}}};
  return std::nullopt;
}

}  // namespace lifeworth
