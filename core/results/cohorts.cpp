#include "results/cohorts.h"

#include "metrics/cohort_values.h"
#include "metrics/cohorts.h"
#include "metrics/share.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

/// `profit`: the same cell of the transactions' profit.
void write_cell(JsonWriter& json, const CohortCell& cell, const CohortCell& profit, double factor) {
  if (cell.customers == 0) {
    json.null();
    return;
  }
  json.object().field("customers", cell.customers);
  write_estimate(json.key("bought_again"), share_of(cell.bought_again, cell.customers), Unit::share);
  write_estimate(json.key("orders"), where_it_holds(cell.orders.estimate()), Unit::transactions);
  write_estimate(json.key("revenue"), where_it_holds(cell.value.estimate()), Unit::money);
  write_estimate(json.key("profit"), scaled(where_it_holds(profit.value.estimate()), factor), Unit::money);
  json.end();
}

/// Only the ages that anybody has reached.
void write_cells(JsonWriter& json, const CohortValues& cohort, const CohortValues& profit, std::size_t ages, double factor) {
  json.array();
  for (std::size_t age = 0; age < ages; ++age) write_cell(json, cohort.cells[age], profit.cells[age], factor);
  json.end();
}

}  // namespace

std::string cohorts_json(const Profits& profits, Day observation_end, std::string_view currency, int digits) {
  const TransactionLog& log = profits.revenue();
  const auto cohorts = cohorts_of(log, observation_end);
  const CohortTable values = cohort_values(log, observation_end);
  const CohortTable own = profits.costs() ? cohort_values(profits.log(), observation_end) : CohortTable{};
  const CohortTable& profit = profits.costs() ? own : values;
  std::size_t ages = 0;
  while (ages < cohort_ages.size() && values.all.cells[ages].customers > 0) ++ages;
  JsonWriter json;
  json.object().field("kind", "cohorts").field("currency", currency).field("minor_digits", digits);
  json.field("observation_end", iso_text(observation_end)).field("margin", profits.rule().margin);
  write_costs(json, profits);
  json.key("ages").array();
  for (std::size_t age = 0; age < ages; ++age) json.value(cohort_ages[age]);
  json.end().key("cohorts").array();
  for (std::size_t i = 0; i < cohorts.size(); ++i) {
    const Cohort& cohort = cohorts[i];
    json.object().field("month", month_text(cohort.month)).field("customers", cohort.customers).field("whole_months", cohort.whole_months);
    json.key("active").list(cohort.active).key("shares").array();
    for (std::uint64_t active : cohort.active) json.value(static_cast<double>(active) / static_cast<double>(cohort.customers));
    json.end();
    write_cells(json.key("at_ages"), values.cohorts[i], profit.cohorts[i], ages, profits.factor());
    json.end();
  }
  json.end().key("all").object().field("customers", values.all.customers);
  write_cells(json.key("at_ages"), values.all, profit.all, ages, profits.factor());
  json.end().end();
  return std::move(json).text();
}

}  // namespace lifeworth
