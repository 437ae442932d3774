#include "metrics/spend.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>

#include "base/money.h"
#include "base/text.h"

namespace lifeworth {
namespace {

/// Days that one row may be of; later ends are slips of the keyboard.
constexpr Day longest_row = 800;

/// Channels or campaigns by their names made comparable.
class Parts {
 public:
  Parts(std::vector<SpendPart>& parts, const std::vector<std::string>& not_acquisition) : parts_(parts), not_acquisition_(not_acquisition) {}

  std::uint32_t number_of(std::string_view name, std::uint32_t channel = 0) {
    const std::string key = comparable_name(name);
    const auto [found, is_new] = numbers_.try_emplace(key, static_cast<std::uint32_t>(parts_.size()));
    if (is_new) {
      SpendPart& part = parts_.emplace_back();
      part.name = trimmed(name);
      part.channel = channel;
      part.acquisition = key.empty() || std::ranges::find(not_acquisition_, key) == not_acquisition_.end();
    }
    return found->second;
  }

 private:
  std::vector<SpendPart>& parts_;
  const std::vector<std::string>& not_acquisition_;
  std::map<std::string, std::uint32_t> numbers_;
};

std::string_view word_of(const Records::Values* values, std::size_t row) {
  return values && values->words[row] != nobody ? values->dictionary[values->words[row]] : std::string_view();
}

Day first_of_month(Day day) { return day - Day(civil_of(day).day) + 1; }
Day last_of_month(Day day) { return add_months(first_of_month(day), 1) - 1; }

/// What the days of rows without ends stand for.
enum class Covers { day, week, month_from_first, month_to_last };

Covers covered(std::span<const SpendRow> rows) {
  std::vector<Day> days;
  for (const SpendRow& row : rows) days.push_back(row.first);
  std::ranges::sort(days);
  days.erase(std::ranges::unique(days).begin(), days.end());
  if (std::ranges::all_of(days, [](Day day) { return day == first_of_month(day); })) return Covers::month_from_first;
  if (days.size() > 1 && std::ranges::all_of(days, [](Day day) { return day == last_of_month(day); })) return Covers::month_to_last;
  if (days.size() > 2 && std::ranges::all_of(days, [&](Day day) { return (day - days.front()) % 7 == 0; })) return Covers::week;
  return Covers::day;
}

/// Whether rows of one campaign claim each other's days: their ends are then of something else, such as the campaign itself.
bool ends_overlap(std::span<const SpendRow> rows) {
  std::vector<SpendRow> sorted(rows.begin(), rows.end());
  const auto key = [](const SpendRow& row) { return std::tuple(row.channel, row.campaign, row.first); };
  std::ranges::sort(sorted, {}, key);
  std::size_t overlapping = 0;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const SpendRow &before = sorted[i - 1], &row = sorted[i];
    overlapping += before.channel == row.channel && before.campaign == row.campaign && before.first < row.first && before.last >= row.first;
  }
  return overlapping * 10 > sorted.size();
}

void spread(std::span<SpendRow> rows, Covers covers) {
  for (SpendRow& row : rows) {
    if (covers == Covers::week) row.last = row.first + 6;
    else if (covers == Covers::month_from_first) row.last = last_of_month(row.first);
    else if (covers == Covers::month_to_last) row.last = row.first, row.first = first_of_month(row.last);
    else row.last = row.first;
  }
}

Minor in_digits(Minor amount, int from, int to) {
  if (from == to) return amount;
  if (from < to) return amount * power_of_ten(to - from);
  return std::llround(static_cast<double>(amount) / static_cast<double>(power_of_ten(from - to)));
}

}  // namespace

std::string comparable_name(std::string_view name) {
  std::string key = folded(name);
  return key.empty() ? std::string(trimmed(name)) : key;  // of signs only
}

Minor money_on(const SpendRow& row, Day day) {
  const Minor days = row.last - row.first + 1, rest = row.amount % days;
  const Minor more = day - row.first < std::abs(rest) ? (rest > 0) - (rest < 0) : 0;
  return row.amount / days + more;
}

Spend spend_of(std::span<const Records> records, std::span<const std::string> titles, std::span<const std::string> not_acquisition, int digits) {
  Spend spend;
  std::vector<std::string> excluded;
  for (const std::string& name : not_acquisition) excluded.push_back(comparable_name(name));
  Parts channels(spend.channels, excluded), campaigns(spend.campaigns, excluded);
  for (const Records& file : records) {
    if (file.kind != RecordKind::spend || file.days.empty() || file.amounts.empty()) continue;
    if (std::ranges::find(spend.currencies, file.currency) == spend.currencies.end()) spend.currencies.push_back(file.currency);
    const std::string_view title = file.file < titles.size() ? std::string_view(titles[file.file]) : std::string_view();
    const std::string_view platform = title.substr(0, title.find(':'));
    const auto *channel = file.values_of(Role::channel), *campaign = file.values_of(Role::campaign), *reported = file.values_of(Role::new_customers);
    const std::size_t begin = spend.rows.size();
    bool any_end = false;
    for (std::size_t i = 0; i < file.days.size(); ++i) {
      if (file.days[i] == no_day) continue;
      const std::string_view own = word_of(channel, i);
      const std::uint32_t of_channel = channels.number_of(trimmed(own).empty() ? platform : own);
      const std::uint32_t of_campaign = campaigns.number_of(word_of(campaign, i), of_channel);
      const double count = reported ? reported->numbers[i] : NAN;
      const bool has_end = !file.ends.empty() && file.ends[i] != no_day && file.ends[i] >= file.days[i] && file.ends[i] - file.days[i] < longest_row;
      any_end |= has_end;
      spend.channels[of_channel].reports |= std::isfinite(count);
      spend.rows.push_back({file.days[i], has_end ? file.ends[i] : file.days[i], in_digits(file.amounts[i], minor_digits(file.currency), digits), of_channel, of_campaign,
                            spend.channels[of_channel].acquisition && spend.campaigns[of_campaign].acquisition, std::isfinite(count) && count > 0 ? count : 0});
    }
    const auto own_rows = std::span(spend.rows).subspan(begin);
    const bool overlap = any_end && ends_overlap(own_rows);
    spend.ends_not_used += overlap;
    if (!any_end || overlap) {
      for (SpendRow& row : own_rows) row.last = row.first;
      spread(own_rows, covered(own_rows));
    }
  }
  for (const SpendRow& row : spend.rows) {
    spend.first_day = &row == &spend.rows.front() ? row.first : std::min(spend.first_day, row.first);
    spend.last_day = &row == &spend.rows.front() ? row.last : std::max(spend.last_day, row.last);
    for (SpendPart* part : {&spend.channels[row.channel], &spend.campaigns[row.campaign]}) part->spend += row.amount, ++part->rows;
    if (month_index(row.first) == month_index(row.last)) spend.by_month[{row.channel, month_index(row.first)}] += row.amount;
    else
      for (Day day = row.first; day <= row.last; ++day) spend.by_month[{row.channel, month_index(day)}] += money_on(row, day);
  }
  return spend;
}

}  // namespace lifeworth
