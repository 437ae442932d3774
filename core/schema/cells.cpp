#include "schema/cells.h"

#include <algorithm>
#include <cmath>

#include "base/text_words.h"

namespace lifeworth {

bool is_word_for_missing(std::string_view text) {
  const std::string lower = ascii_lowered(text);
  for (std::string_view missing : {"-", "--", "—", "n/a", "na", "nan", "null", "none", "(not set)", "(blank)"})
    if (lower == missing) return true;
  return false;
}

std::string_view without_guard(std::string_view text) {
  if (text.size() < 2 || text.front() != '\'') return text;
  const char next = text[1];
  return is_digit(next) || next == '+' || next == '=' || next == '-' || next == '@' ? text.substr(1) : text;
}

bool is_shouted_email(std::string_view text) { return has_capitals(text) && text.find('@') != std::string_view::npos; }

std::uint32_t customer_number(TextDictionary& customers, std::string_view written) {
  const std::string_view text = without_guard(written);
  return customers.number_of(is_shouted_email(text) ? std::string_view(ascii_lowered(text)) : text);
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

RuleCheck::RuleCheck(const Mapping& mapping) {
  for (const MappedRule& mapped : mapping.rules)
    if (mapped.on) rules_.push_back({mapped, {}, false, false});
}

std::optional<LeftOut> RuleCheck::operator()(const Row& row) {
  for (Rule& each : rules_) {
    const RowRule& rule = each.mapped.rule;
    const std::string_view cell = each.mapped.column < row.cells.size() ? row.cells[each.mapped.column] : std::string_view();
    if (!each.asked || !same_text(cell, each.last)) {
      each.asked = true;
      each.last = cell;
      const std::string value = ascii_lowered(trimmed(cell));
      const bool among = std::ranges::find(rule.values, value) != rule.values.end();
      switch (rule.test) {
        case RowRule::Test::is: each.holds = among; break;
        case RowRule::Test::is_not: each.holds = !among; break;
        case RowRule::Test::filled: each.holds = !is_missing(value); break;
        case RowRule::Test::empty: each.holds = is_missing(value); break;
      }
    }
    if (each.holds) return rule.reason;
  }
  return std::nullopt;
}

}  // namespace lifeworth
