#include "results/customer_list.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "base/money.h"
#include "results/csv_lines.h"
#include "results/listed_names.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

double sort_key(const Prediction& prediction, std::uint32_t index, CustomerColumn column) {
  const CustomerRow& row = prediction.table.rows[index];
  const auto scored = [&](const std::vector<float>& scores) { return scores.empty() ? 0 : double(scores[index]); };
  switch (column) {
    case CustomerColumn::customer: return 0;
    case CustomerColumn::orders: return row.frequency;
    case CustomerColumn::first_day: return row.first_day;
    case CustomerColumn::last_day: return row.last_day;
    case CustomerColumn::value: return static_cast<double>(row.value);
    case CustomerColumn::p_alive: return prediction.forecast_of && prediction.knows_alive(row.frequency) ? scored(prediction.scores.p_alive) : -1;
    case CustomerColumn::transactions: return scored(prediction.scores.transactions);
    case CustomerColumn::clv: return scored(prediction.scores.clv);
    case CustomerColumn::buys: return scored(prediction.scores.buys);
    case CustomerColumn::late: return static_cast<double>(prediction.late[index]);
  }
  return 0;
}

void write_row(JsonWriter& json, const Prediction& prediction, const TextDictionary& names, std::uint32_t index) {
  const CustomerRow& row = prediction.table.rows[index];
  json.object().field("customer", names[row.customer]).field("orders", row.frequency + 1);
  json.field("first_day", iso_text(row.first_day)).field("last_day", iso_text(row.last_day)).field("value", row.value).field("refunds", row.refunds);
  if (prediction.forecast_of) {
    const CustomerForecast forecast = prediction.forecast_of(row);
    const auto write = [&](std::string_view name, const Forecasted& each, Unit unit) {
      json.key(name).array();
      for (const double number : {each.value, each.interval.low, each.interval.high}) write_number(json, number, unit);
      json.end();
    };
    if (prediction.knows_alive(row.frequency)) write("p_alive", forecast.p_alive, Unit::share);
    write("transactions", forecast.transactions, Unit::transactions);
    if (forecast.clv) write("clv", *forecast.clv, Unit::money);
    write("buys", forecast.buys, Unit::share);
  }
  const Lateness late = prediction.late[index];
  json.field("late", late == Lateness::too_few_gaps ? std::nullopt : std::optional(late == Lateness::late)).end();
}

/// Empty for what is not finite: a cell that says "inf" is text to a spreadsheet.
std::string decimal(double number, int digits, char mark) {
  if (!std::isfinite(number)) return {};
  char text[80];  // a float has at most 39 digits before its mark
  std::snprintf(text, sizeof text, "%.*f", digits, number);
  for (char& c : text)
    if (c == '.') c = mark;
  return text;
}

/// Minor units as major ones; empty where they are not finite or beyond 64 bits.
std::string money_text(double minor, int digits, char mark) {
  return std::abs(minor) < 9e18 ? decimal_text(std::llround(minor), digits, mark) : std::string();
}

constexpr std::string_view forecast_columns[] = {
    "p_alive", "p_alive_low", "p_alive_high", "expected_transactions", "expected_transactions_low", "expected_transactions_high",
    "clv", "clv_low", "clv_high", "buys", "buys_low", "buys_high"};

/// "late": longer without a purchase than the customer's own gaps say; empty where they are too few.
constexpr std::array<std::string_view, 3> late_words = {"", "no", "yes"};

}  // namespace

std::vector<std::uint32_t> sorted_rows(const Prediction& prediction, const TextDictionary& names, CustomerColumn column, bool descending) {
  std::vector<std::uint32_t> order(prediction.table.rows.size());
  std::iota(order.begin(), order.end(), 0u);
  if (column == CustomerColumn::customer) {
    std::ranges::stable_sort(order, [&](std::uint32_t u, std::uint32_t v) {
      const auto left = names[prediction.table.rows[u].customer], right = names[prediction.table.rows[v].customer];
      return descending ? right < left : left < right;
    });
    return order;
  }
  std::vector<double> keys(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) keys[i] = sort_key(prediction, i, column) * (descending ? -1 : 1);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return keys[i]; });
  return order;
}

std::string customers_json(const Prediction& prediction, const TextDictionary& names, std::span<const std::uint32_t> order,
                           std::uint64_t offset, std::uint64_t limit) {
  JsonWriter json;
  json.object().field("kind", "customers").field("total", order.size()).field("offset", offset).key("rows").array();
  for (std::uint64_t i = offset; i < order.size() && i - offset < limit; ++i) write_row(json, prediction, names, order[i]);
  json.end().end();
  return std::move(json).text();
}

std::string customers_csv(const Prediction& prediction, const TextDictionary& names, std::span<const std::uint32_t> order,
                          const Request& request, int digits) {
  const bool predicted = static_cast<bool>(prediction.forecast_of);
  const ListedNames called(names, request.mask_emails);
  CsvLines lines(request.delimiter, request.decimal_mark);
  if (request.offset == 0) {
    for (std::string_view name : {"customer", "purchase_days", "first_day", "last_day", "revenue", "refund_days"}) lines.plain(name);
    for (std::string_view name : forecast_columns)
      if (predicted && (prediction.knows_profit() || !name.starts_with("clv"))) lines.plain(name);
    lines.plain("late");
    lines.end_line();
  }
  for (std::uint64_t i = request.offset; i < order.size() && i - request.offset < request.limit; ++i) {
    const CustomerRow& row = prediction.table.rows[order[i]];
    lines.text(called[row.customer]);
    lines.plain(std::to_string(row.frequency + 1));
    lines.day(row.first_day);
    lines.day(row.last_day);
    lines.money(row.value, digits);
    lines.plain(std::to_string(row.refunds));
    if (predicted) {
      const CustomerForecast forecast = prediction.forecast_of(row);
      const auto each = [](const Forecasted& it) { return std::array{it.value, it.interval.low, it.interval.high}; };
      for (const double share : each(forecast.p_alive)) lines.plain(prediction.knows_alive(row.frequency) ? decimal(share, 4, lines.mark()) : "");
      for (const double count : each(forecast.transactions)) lines.plain(decimal(count, 4, lines.mark()));
      if (forecast.clv)
        for (const double money : each(*forecast.clv)) lines.plain(money_text(money, digits, lines.mark()));
      for (const double share : each(forecast.buys)) lines.plain(decimal(share, 4, lines.mark()));
    }
    lines.plain(late_words[static_cast<std::size_t>(prediction.late[order[i]])]);
    lines.end_line();
  }
  return std::move(lines).take();
}

}  // namespace lifeworth
