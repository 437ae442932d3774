#include "schema/cells.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/text_words.h"

namespace lifeworth {

bool is_word_for_missing(std::string_view text) {
  const std::string lower = ascii_lowered(text);
  for (std::string_view missing : {"-", "--", "—", "–", "n/a", "#n/a", "na", "nan", "null", "nil", "none", "(not set)", "(blank)", "\\n"})
    if (lower == missing) return true;
  return false;
}

std::string_view without_formula_guard(std::string_view text) {
  return text.starts_with('\'') && starts_formula(text.substr(1)) ? text.substr(1) : text;
}

std::string_view without_guard_slowly(std::string_view text) {
  return text.size() > 1 && text.front() == '\'' && is_digit(text[1]) ? text.substr(1) : without_formula_guard(text);
}

std::uint32_t customer_number(TextDictionary& customers, std::string_view written) {
  const std::string_view text = without_guard(written);
  return customers.number_of(is_shouted_email(text) ? std::string_view(ascii_lowered(text)) : text);
}

std::optional<std::uint32_t> customer_known_as(const TextDictionary& customers, std::string_view written) {
  if (const auto as_shown = customers.known(written)) return as_shown;
  const std::string_view text = without_guard(trimmed(written));
  return customers.known(is_shouted_email(text) ? std::string_view(ascii_lowered(text)) : text);
}

std::optional<WrittenAmount> money_of(std::string_view text, bool json) {
  if (!json || text.find(';') == std::string_view::npos) return WrittenAmount::parse(text);
  std::optional<WrittenAmount> sum;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    const std::string_view part = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (is_missing(part)) continue;
    auto amount = WrittenAmount::parse(part);
    if (!amount) return std::nullopt;
    if (!sum) {
      sum = amount;
      continue;
    }
    // The parts with fewer decimals are brought to those of the other.
    for (WrittenAmount* fewer : {&*sum, &*amount})
      for (const WrittenAmount& other : {*sum, *amount})
        while (fewer->after < other.after && std::abs(fewer->digits) < 100'000'000'000'000) ++fewer->after, fewer->digits *= 10;
    if (sum->after != amount->after) return std::nullopt;
    sum->digits += amount->digits;
    if (sum->after) sum->mark = WrittenAmount::Mark::point;
  }
  return sum;
}

std::optional<double> number_of(std::string_view text) {
  bool negative = false;
  if (text.starts_with('-')) negative = true, text.remove_prefix(1);
  double value = 0, scale = 0;
  std::size_t digits = 0;
  for (char c : text) {
    if (is_digit(c)) {
      value = value * 10 + (c - '0');
      scale *= 10;
      if (++digits > 15) return std::nullopt;
    } else if ((c == '.' || c == ',') && scale == 0) {
      scale = 1;
    } else {
      break;
    }
  }
  if (digits == 0) return std::nullopt;
  if (scale > 1) value /= scale;
  return negative ? -value : value;
}

bool is_word(std::string_view text, std::string_view lower_case) {
  return lower_case.size() == text.size() && std::ranges::equal(text, lower_case, {}, ascii_lower);
}

namespace {

bool is_among(std::string_view text, std::span<const std::string> lower_case) {
  return std::ranges::any_of(lower_case, [text](std::string_view value) { return is_word(text, value); });
}

bool holds(const RowRule& rule, std::string_view text) {
  switch (rule.test) {
    case RowRule::Test::is: return is_among(text, rule.values);
    case RowRule::Test::is_not: return !is_among(text, rule.values);
    case RowRule::Test::filled: return !is_missing(text);
    case RowRule::Test::empty: return is_missing(text);
  }
  return false;
}

}  // namespace

RuleCheck::RuleCheck(const Mapping& mapping) {
  for (const MappedRule& mapped : mapping.rules)
    if (mapped.on) (mapped.rule.refund ? refund_rules_ : rules_).push_back(mapped);
}

std::optional<LeftOut> RuleCheck::operator()(const Row& row) const {
  for (const MappedRule& mapped : rules_)
    if (holds(mapped.rule, trimmed(row.cells.at(mapped.column)))) return mapped.rule.reason;
  return std::nullopt;
}

std::size_t RuleCheck::rows_before_any(const RowRun& run) const {
  std::size_t rows = run.size();
  for (const MappedRule& mapped : rules_) {
    std::string_view before;  // a column of states says the same on most rows
    for (std::size_t i = 0; i < rows; ++i) {
      const std::string_view text = trimmed(run.cells(i).at(mapped.column));
      if ((i == 0 || !same_text(text, before)) && holds(mapped.rule, text)) rows = i;
      before = text;
    }
  }
  return rows;
}

bool RuleCheck::is_refund(const Row& row) const {
  return std::ranges::any_of(refund_rules_, [&row](const MappedRule& mapped) { return holds(mapped.rule, trimmed(row.cells.at(mapped.column))); });
}

}  // namespace lifeworth
