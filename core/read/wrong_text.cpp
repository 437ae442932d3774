#include "read/wrong_text.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace lifeworth {
namespace {

bool is_name_character(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_' || c == ':' || c == '.'; }

/// Name of the tag at the start of lower-case text ("<table class=…" → "table"); "" when it does not begin with a tag.
std::string_view first_tag(std::string_view text) {
  if (!text.starts_with('<')) return "";
  std::size_t end = 1;
  if (end < text.size() && (text[end] == '!' || text[end] == '?')) ++end;
  while (end < text.size() && is_name_character(text[end])) ++end;
  return text.substr(1, end - 1);
}

/// Behind declarations, comments and processing instructions.
std::string_view first_element(std::string_view text) {
  text = trimmed(text);
  while (text.starts_with("<!") || text.starts_with("<?")) {
    const std::string_view close = text.starts_with("<!--") ? "-->" : ">";
    const std::size_t end = text.find(close);
    if (end == std::string_view::npos) return "";
    text = trimmed(text.substr(end + close.size()));
  }
  return text;
}

/// What stands between <name> and </name>; "" when it does not.
std::string_view inside(std::string_view text, std::string_view name) {
  const std::string open = "<" + std::string(name) + ">", close = "</" + std::string(name) + ">";
  const std::size_t start = text.find(open);
  if (start == std::string_view::npos) return "";
  const std::size_t end = text.find(close, start);
  return end == std::string_view::npos ? "" : text.substr(start + open.size(), end - start - open.size());
}

constexpr std::string_view page_tags[] = {"!doctype", "html", "head", "body", "title", "meta", "script", "style", "table", "div", "form", "center", "br", "p"};

/// Tags that close, and no delimiter right behind the first: column names in angle brackets ("<DATE>,<CLOSE>") are no markup.
bool is_xml(std::string_view text) {
  const std::string_view tag = first_tag(text);
  const std::size_t end = text.find('>');
  if (tag.empty() || !is_name_character(tag.front()) || is_digit(tag.front()) || end == std::string_view::npos) return false;
  const char behind = end + 1 < text.size() ? text[end + 1] : ' ';
  return !std::string_view(",;\t|\"").contains(behind) && (text.contains("</") || text[end - 1] == '/');
}

std::optional<Error> refusal_of_markup(std::string_view text, std::string_view lower) {
  const bool declared = lower.starts_with("<?xml");
  const std::string_view element = first_element(lower), tag = first_tag(element);
  const bool page = lower.starts_with("<!doctype html") || std::ranges::find(page_tags, tag) != std::end(page_tags);
  if (page && (declared || tag != "p" || is_xml(element))) return Error{lower.contains("<table") ? Code::table_web_page : Code::web_page};
  if (lower.starts_with("<!doctype") && !declared) return Error{Code::web_page};
  if (!declared && !is_xml(element)) return std::nullopt;
  if (tag == "svg") return Error{Code::picture_file, {{"kind", std::string("SVG")}}};
  if (lower.contains("urn:schemas-microsoft-com:office:spreadsheet")) return Error{Code::xml_workbook};
  const std::string_view code = inside(text, "Code");
  if (tag == "error" && !code.empty() && code.size() < 60) return Error{Code::expired_link, {{"code", std::string(code)}}};
  return Error{Code::xml_file};
}

/// Mail headers: lines of "Name: value" from the first on, and those that every message has.
bool is_mail(std::string_view lower) {
  constexpr std::string_view firsts[] = {"return-path:", "received:", "delivered-to:", "mime-version:", "from:", "from ",
                                         "to:", "subject:", "date:", "message-id:", "x-", "dkim-signature:", "content-type:"};
  if (std::ranges::none_of(firsts, [&](std::string_view name) { return lower.starts_with(name); })) return false;
  const auto has = [&](std::string_view name) { return lower.contains("\n" + std::string(name)) || lower.starts_with(name); };
  return has("from:") && has("date:") && (has("mime-version:") || has("message-id:") || has("received:"));
}

}  // namespace

std::optional<Error> refusal_by_beginning(std::string_view text) {
  text = trimmed(text).substr(0, 65536);
  const std::string lower = ascii_lowered(text);
  if (lower.starts_with('<')) return refusal_of_markup(text, lower);
  if (lower.starts_with("version https://git-lfs.github.com/spec/")) return Error{Code::lfs_pointer};
  if (lower.starts_with("[internetshortcut]")) return Error{Code::shortcut_file};
  if (lower.starts_with('{') && text.size() < 2000 && lower.contains("\"doc_id\"") && lower.contains("docs.google.com")) return Error{Code::shortcut_file};
  if (is_mail(std::string_view(lower).substr(0, 16384))) return Error{Code::mail_file};
  return std::nullopt;
}

}  // namespace lifeworth
