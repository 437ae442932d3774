#include "results/measured.h"

#include <algorithm>
#include <vector>

#include "metrics/customer_years.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

/// Below this many customers the interval of a mean of such skewed values is called rough.
constexpr std::uint64_t rough_below = 30;

constexpr std::array<std::string_view, CustomerYears::longest> profit_names = {"profit_year_1", "profit_year_2", "profit_year_3", "profit_year_4", "profit_year_5"};

/// Customers whose kth year was wholly observed.
std::uint64_t observed(const CustomerYears& measured, std::size_t k) { return k <= measured.years.size() ? measured.years[k - 1].observed : 0; }

/// Why quantities are absent, what would help, and how the others are to be read.
std::vector<Sentence> caveats_of(const CustomerYears& measured, Day observation_end) {
  std::vector<Sentence> caveats;
  const auto count = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
  const Argument needed{"needed", count(fewest_to_measure)};
  if (!measured.order_value) caveats.push_back({Code::measured_too_few, {{"customers", count(measured.customers)}, needed}});
  else if (!measured.orders_per_year) caveats.push_back({Code::measured_needs_year, {{"customers", count(observed(measured, 1))}, needed}});
  else if (!measured.retention_per_year) caveats.push_back({Code::measured_needs_years, {{"customers", count(observed(measured, 2))}, needed}});
  if (const auto& retention = measured.retention_per_year) {
    caveats.push_back({Code::measured_no_contract, {{"n", count(retention->n)}}});
    caveats.push_back({measured.lifespan ? Code::measured_lifespan : Code::measured_no_lifespan, {}});
  }
  const auto given = static_cast<std::size_t>(std::ranges::count_if(measured.value_in_year, [](const auto& year) { return year.has_value(); }));
  if (measured.retention_per_year && given < CustomerYears::longest) caveats.push_back({Code::measured_later_years, {{"years", count(given)}, needed}});
  const auto rough = [](const std::optional<Estimate>& estimate) { return estimate && estimate->n < rough_below; };
  if (rough(measured.order_value) || rough(measured.value_per_year) || std::ranges::any_of(measured.value_in_year, rough))
    caveats.push_back({Code::measured_rough, {{"n", count(rough_below)}}});
  if (measured.without_purchase) caveats.push_back({Code::customers_without_purchase, {{"count", count(measured.without_purchase)}}});
  if (measured.later_days) caveats.push_back({Code::later_rows, {{"count", count(measured.later_days)}, {"day", iso_text(observation_end)}}});
  return caveats;
}

}  // namespace

std::string measured_json(const Profits& profits, Day observation_end, std::string_view currency, int digits) {
  const CustomerYears measured = customer_years(profits.revenue(), observation_end);
  const CustomerYears own = profits.costs() ? customer_years(profits.log(), observation_end) : CustomerYears{};
  const CustomerYears& profit = profits.costs() ? own : measured;
  JsonWriter json;
  json.object().field("kind", "measured").field("currency", currency).field("minor_digits", digits);
  json.field("observation_end", iso_text(observation_end)).field("margin", profits.rule().margin);
  write_costs(json, profits);
  json.key("quantities").object();
  const auto write = [&](std::string_view name, const std::optional<Estimate>& estimate, Unit unit, double factor = 1) {
    if (estimate) write_estimate(json.key(name), scaled(*estimate, factor), unit);
  };
  write("order_value", measured.order_value, Unit::money);
  write("orders_per_year", measured.orders_per_year, Unit::per_year);
  write("retention_per_year", measured.retention_per_year, Unit::share_per_year);
  write("retention_per_month", measured.retention_per_month, Unit::share_per_month);
  write("lifespan", measured.lifespan, Unit::years);
  write("profit_per_year", profit.value_per_year, Unit::money_per_year, profits.factor());
  write("profit_per_month", profit.value_per_month, Unit::money_per_month, profits.factor());
  for (std::size_t k = 0; k < CustomerYears::longest; ++k) write(profit_names[k], profit.value_in_year[k], Unit::money_per_year, profits.factor());
  std::vector<Sentence> caveats = caveats_of(measured, observation_end);
  caveats.insert(caveats.end(), profits.caveats().begin(), profits.caveats().end());
  json.end().key("caveats").list(caveats).end();
  return std::move(json).text();
}

}  // namespace lifeworth
