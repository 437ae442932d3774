#include "results/recurring.h"

#include <algorithm>
#include <cmath>

#include "metrics/mean_sums.h"
#include "metrics/plan_period.h"
#include "metrics/recurring_terms.h"
#include "results/contract_setting.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

std::int64_t count(std::uint64_t n) { return static_cast<std::int64_t>(n); }

struct Counted {
  RecurringTerms terms;
  RecurringRevenue revenue;
  bool losses_told = true;  ///< false: no subscription of the file has ended
};

/// What the name of each customer's first plan tells of the period it is paid by.
std::vector<std::optional<BillingPeriod>> periods_by_plan(const OrderTrait& plans) {
  std::vector<std::optional<BillingPeriod>> told, periods;
  for (std::uint32_t name = 0; name < plans.names.size(); ++name) told.push_back(period_of_plan(plans.names[name]));
  for (const std::uint32_t name : plans.by_customer) periods.push_back(name == OrderTrait::no_name ? std::nullopt : told[name]);
  return periods;
}

Counted counted(const Loaded& loaded, const ContractSetting& setting, const RecurringRequest& request) {
  const RecurringRules rules{request.refunds_count, request.past_due_churned, request.one_period};
  Counted found;
  found.terms = setting.subscriptions.empty() ? recurring_terms(loaded.log, setting.period, rules, setting.observation_end, periods_by_plan(loaded.orders.traits[Role::plan]))
                                              : recurring_terms(setting.subscriptions, setting.period, setting.period_by_person, rules, setting.observation_end);
  found.losses_told = setting.subscriptions.empty() || found.terms.ended_rows > 0;
  if (!found.terms.all.empty() && found.terms.first_month <= found.terms.last_month)
    found.revenue = recurring_revenue(found.terms.all, found.terms.first_month, found.terms.last_month, {request.within_month, request.returned_kept});
  return found;
}

/// What a person must know beside the numbers.
std::vector<Sentence> caveats_of(const Loaded& loaded, const ContractSetting& setting, const RecurringRequest& request, const Counted& found) {
  std::vector<Sentence> caveats;
  const auto add = [&](Code code, std::vector<Argument> arguments = {}) { caveats.push_back({code, std::move(arguments)}); };
  const RecurringTerms& terms = found.terms;
  const auto& months = found.revenue.months;
  const bool payments = setting.subscriptions.empty();
  const auto end = iso_text(setting.observation_end);
  if (!payments && std::ranges::any_of(loaded.files, [](const FileFacts& file) { return file.kind == RecordKind::subscriptions && file.note == "live_only"; })) add(Code::export_live_only);
  if (months.empty()) {
    add(Code::recurring_no_months);
    return caveats;
  }
  if (payments) add(Code::recurring_begins, {{"month", month_text(months.front().month)}, {"day", iso_text(setting.first_day)}});
  if (payments || months.back().month < month_index(setting.observation_end))
    add(payments ? Code::recurring_until_paid : Code::recurring_until_over, {{"month", month_text(months.back().month)}, {"day", end}});
  if (std::ranges::any_of(setting.subscriptions, [&](const Records* file) {
        return std::ranges::any_of(file->ends, [&](Day day) { return day != no_day && day > setting.observation_end; });
      }))
    add(Code::contract_later_ends, {{"day", end}});
  const std::uint64_t others = terms.rows - std::min(terms.rows, terms.by_period[static_cast<std::size_t>(setting.period)]);
  if (!payments && others) add(Code::recurring_own_plans, {{"rows", count(others)}, {"all", count(terms.rows)}});
  if (!payments && terms.silent_rows && !request.one_period && !setting.period_by_person) add(Code::recurring_silent_rows, {{"rows", count(terms.silent_rows)}, {"all", count(terms.rows)}});
  if (terms.left_out) add(Code::contract_other_rhythms, {{"customers", count(terms.left_out)}});
  if (terms.paid_once) add(Code::recurring_single_payments, {{"customers", count(terms.paid_once)}});
  if (!found.losses_told) {
    add(Code::recurring_nobody_left, {{"rows", count(terms.rows)}});
    return caveats;
  }
  if (!found.revenue.year) add(Code::recurring_no_year, {{"months", count(months.size())}});
  const KeptRevenue& kept = found.revenue.year ? found.revenue.year->kept : months.back().kept;
  if (kept.customers() >= fewest_to_measure && kept.like_equal() < double(fewest_to_measure))
    add(Code::recurring_concentrated, {{"customers", count(kept.customers())}, {"like", std::int64_t{std::lround(kept.like_equal())}}, {"needed", count(fewest_to_measure)}});
  return caveats;
}

void write_figures(JsonWriter& json, const KeptRevenue& kept, const QuickRatio& quick, Unit unit, bool told) {
  const auto where_told = [told](std::optional<Estimate> estimate) { return told ? estimate : std::nullopt; };
  write_estimate(json.key("logo_churn"), where_told(kept.logo_churn()), unit);
  write_estimate(json.key("grr"), where_told(kept.gross()), unit);
  write_estimate(json.key("nrr"), where_told(kept.net()), unit);
  write_estimate(json.key("quick_ratio"), where_told(quick.ratio()), Unit::ratio);
}

/// Each sum so far is rounded and a movement is the difference of two: they add up to the minor unit, and none is off by more than one.
void write_movements(JsonWriter& json, const RecurringMonth& month) {
  Yearly sum = month.start;
  json.field("start", monthly(sum));
  const auto step = [&](std::string_view name, Yearly change) {
    const Minor before = monthly(sum), after = monthly(sum += change);
    json.field(name, change < 0 ? before - after : after - before);
  };
  step("new", month.fresh);
  step("reactivation", month.reactivation);
  step("expansion", month.expansion);
  step("contraction", -month.contraction);
  step("churn", -month.churn);
  json.field("end", monthly(sum));
  const RecurringMonth::Customers& of = month.customers;
  json.key("customers").object().field("start", of.start).field("new", of.fresh).field("reactivated", of.reactivated).field("expanded", of.expanded);
  json.field("contracted", of.contracted).field("lost", of.lost).field("end", of.end).end();
}

void write_revenue(JsonWriter& json, const ContractSetting& setting, const Counted& found) {
  const auto& months = found.revenue.months;
  json.object().field("mrr", monthly(months.back().end)).field("arr", monthly(12 * months.back().end)).field("customers", months.back().customers.end);
  json.key("by_period").array();
  for (const BillingPeriod period : billing_periods)
    if (const auto number = found.terms.by_period[static_cast<std::size_t>(period)]) json.object().field("period", code_of(period)).field("count", number).end();
  json.end().key("months").array();
  for (const RecurringMonth& month : months) {
    json.object().field("month", month_text(month.month));
    write_movements(json, month);
    write_figures(json, month.kept, month.quick, Unit::share_per_month, found.losses_told);
    json.end();
  }
  json.end().key("year");
  if (const auto& year = found.revenue.year) {
    json.object().field("first_month", month_text(months[months.size() - 12].month)).field("customers", year->kept.customers());
    write_figures(json, year->kept, year->quick, Unit::share_per_year, found.losses_told);
    json.end();
  } else json.null();
  json.field("grace_days", setting.subscriptions.empty() ? grace_of(setting.period) : 0).field("tolerance_days", tolerance_of(setting.period)).end();
}

/// The rules in force, and those the files can answer.
void write_rules(JsonWriter& json, const ContractSetting& setting, const RecurringRequest& request, const RecurringTerms& terms) {
  const auto word = [](bool second, std::string_view none, std::string_view one) { return second ? one : none; };
  json.key("rules").object().field("refunds", word(request.refunds_count, "ignored", "counted")).field("past_due", word(request.past_due_churned, "active", "churned"));
  json.field("within_month", word(request.within_month, "ignored", "counted")).field("returned", word(request.returned_kept, "apart", "kept"));
  json.field("amounts_pay", word(request.one_period, "own_period", "one_period")).end();
  std::vector<std::string_view> offered = {"past_due", "within_month", "returned"};
  if (terms.refunds) offered.push_back("refunds");
  if (!setting.subscriptions.empty() && terms.some_differ) offered.push_back("amounts_pay");
  json.key("offered").list(offered);
}

}  // namespace

Expected<std::string> recurring_json(const Loaded& loaded, const Request& request) {
  const auto setting = contract_setting(loaded, request.settings, request.contract);
  if (!setting) return std::unexpected(setting.error());
  JsonWriter json;
  json.object().field("kind", "recurring").field("currency", setting->currency).field("minor_digits", minor_digits(setting->currency));
  json.field("first_day", iso_text(setting->first_day)).field("observation_end", iso_text(setting->observation_end));
  json.field("contract", setting->contract).field("period", code_of(setting->period)).field("source", setting->subscriptions.empty() ? "orders" : "subscriptions");
  const bool amounts = setting->subscriptions.empty() || std::ranges::any_of(setting->subscriptions, [](const Records* file) { return !file->amounts.empty(); });
  if (!setting->contract || !setting->one_currency || !amounts) {
    std::vector<Sentence> why;
    if (setting->contract) why.push_back({setting->one_currency ? Code::contract_without_amounts : Code::contract_two_currencies});
    write_rules(json, *setting, request.recurring, {});
    json.key("recurring").null().key("caveats").list(why).end();
    return std::move(json).text();
  }
  const Counted found = counted(loaded, *setting, request.recurring);
  write_rules(json, *setting, request.recurring, found.terms);
  json.key("recurring");
  if (found.revenue.months.empty()) json.null();
  else write_revenue(json, *setting, found);
  json.key("caveats").list(caveats_of(loaded, *setting, request.recurring, found)).end();
  return std::move(json).text();
}

}  // namespace lifeworth
