#include "results/whole_base.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/special.h"
#include "customers/customer_table.h"
#include "metrics/mean_sums.h"
#include "metrics/whole_base.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

/// The sample, whole and by year of the first purchase; sizes of the base are still 0.
struct SampledCustomers {
  Stratum all;
  std::map<int, Stratum> years;

  SampledCustomers(const Profits& profits, Day observation_end) {
    all.values.reserve(profits.log().active_customers());
    each_customer(profits.log(), observation_end, [&](const CustomerRow& row) {
      for (Stratum* of : {&all, &years[civil_of(row.first_day).year]}) {
        of->values.push_back(profits.factor() * static_cast<double>(row.value));
        of->repeaters += row.frequency > 0;
      }
    });
  }
  std::uint64_t customers() const { return all.values.size(); }
};

std::int64_t count(std::uint64_t n) { return static_cast<std::int64_t>(n); }

/// Strata by the sizes told, or the sentence that says why not.
Expected<std::vector<Stratum>> strata_of(const SampledCustomers& sample, const WholeBaseRequest& request) {
  std::vector<Stratum> strata;
  if (request.strata.empty()) {
    if (*request.base < sample.customers()) return std::unexpected(Error{Code::base_below_sample, {{"base", count(*request.base)}, {"customers", count(sample.customers())}}});
    strata.push_back(sample.all);
    strata.back().base = *request.base;
    return strata;
  }
  for (const auto& [year, size] : request.strata) {
    const auto found = sample.years.find(year);
    if (found == sample.years.end() && size > 0) return std::unexpected(Error{Code::stratum_not_sampled, {{"year", std::int64_t{year}}}});
    if (found == sample.years.end()) continue;
    const Stratum& stratum = strata.emplace_back(found->second);
    if (size < stratum.values.size())
      return std::unexpected(Error{Code::stratum_below_sample, {{"year", std::int64_t{year}}, {"base", count(size)}, {"customers", count(stratum.values.size())}}});
    strata.back().base = size;
  }
  for (const auto& [year, stratum] : sample.years)
    if (!request.strata.contains(year)) return std::unexpected(Error{Code::stratum_without_size, {{"year", std::int64_t{year}}, {"customers", count(stratum.values.size())}}});
  return strata;
}

void write_years(JsonWriter& json, const SampledCustomers& sample, const WholeBaseRequest& request) {
  json.key("years").array();
  for (const auto& [year, stratum] : sample.years) {
    MeanSums sums;
    for (const double value : stratum.values) sums.add(value);
    const auto size = request.strata.find(year);
    json.object().field("year", year).field("customers", stratum.values.size()).field("size", size == request.strata.end() ? std::nullopt : std::optional(size->second));
    write_estimate(json.key("mean"), where_it_holds(sums.estimate()), Unit::money);
    json.end();
  }
  json.end();
}

void write_estimates(JsonWriter& json, const std::optional<WholeBase>& found) {
  const auto write = [&](std::string_view name, auto member, Unit unit) {
    write_estimate(json.key(name), found ? std::optional(where_it_holds((*found).*member)) : std::nullopt, unit);
  };
  write("mean", &WholeBase::mean, Unit::money);
  write("total", &WholeBase::total, Unit::money);
  write("repeat_share", &WholeBase::repeat_share, Unit::share);
  write("repeat_buyers", &WholeBase::repeat_buyers, Unit::customers);
}

}  // namespace

std::string whole_base_json(const Loaded& loaded, Day observation_end, const Profits& profits, const WholeBaseRequest& request) {
  const SampledCustomers sample(profits, observation_end);
  std::vector<Sentence> caveats;
  std::optional<WholeBase> found;
  std::optional<std::uint64_t> base = request.base;
  if (!request.strata.empty()) base = 0;
  for (const auto& [year, size] : request.strata) *base += size;
  if (sample.customers() == 0) caveats.push_back({Code::sample_empty});
  else if (base) {
    if (const auto strata = strata_of(sample, request)) found = whole_base(*strata);
    else caveats.push_back(strata.error()), base.reset();
  }
  if (found && !found->mean.interval) caveats.push_back({Code::strata_too_thin});
  if (found && sample.customers() < fewest_to_measure) caveats.push_back({Code::no_interval, {{"n", count(sample.customers())}}});
  caveats.insert(caveats.end(), profits.caveats().begin(), profits.caveats().end());
  const auto spread = spread_of(sample.all.values);
  const auto needed = [&](std::optional<std::uint64_t> of) { return spread && sample.customers() >= fewest_to_measure ? customers_needed(*spread, request.precision, of, z_95) : std::nullopt; };
  JsonWriter json;
  json.object().field("kind", "whole_base").field("currency", loaded.orders.currency).field("minor_digits", loaded.digits);
  json.field("observation_end", iso_text(observation_end)).field("margin", profits.rule().margin);
  write_costs(json, profits);
  json.field("customers", sample.customers()).field("base", base);
  json.field("stratified", found && !request.strata.empty());
  write_estimates(json, found);
  write_years(json, sample, request);
  json.field("precision", request.precision).field("needed", base ? needed(base) : std::nullopt).field("needed_of_many", needed(std::nullopt));
  json.key("caveats").list(caveats).end();
  return std::move(json).text();
}

}  // namespace lifeworth
