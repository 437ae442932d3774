#include "results/acquisition_payback.h"

#include <cmath>
#include <utility>

#include "results/estimate_json.h"

namespace lifeworth {
namespace {

void write_months(JsonWriter& json, const Payback& payback) {
  const auto at = payback.months ? payback.ages[static_cast<std::size_t>(std::ceil(*payback.months))] : payback.ages.back();
  json.object().field("value", payback.months).field("low", payback.low).field("high", payback.high).field("n", at.customers).field("unit", name_of(Unit::months)).end();
}

/// `discounted`: the same with what comes later worth less; nothing without a discount.
void write_payback(JsonWriter& json, const Payback& payback, const std::optional<Payback>& discounted, double discount, std::vector<Sentence>& caveats) {
  if (payback.ages.empty()) {
    caveats.push_back({Code::payback_too_few, {{"needed", std::int64_t(fewest_to_measure)}}});
    json.null();
    return;
  }
  const PaybackAge& last = payback.ages.back();
  if (!payback.months) caveats.push_back({Code::payback_later, {{"months", std::int64_t{last.months}}, {"share", Figure{std::fmax(0, last.ratio), Unit::share}}}});
  json.object().field("draws", payback.draws);
  write_months(json.key("months"), payback);
  json.field("discount", discount).key("discounted");
  if (discounted) write_months(json, *discounted);
  else json.null();
  json.key("curve").array();
  for (const PaybackAge& age : payback.ages) {
    json.object().field("age", age.months).field("cohorts", age.cohorts).field("customers", age.customers);
    write_estimate(json.key("profit"), age.profit, Unit::money);
    write_number(json.key("cost"), age.cost, Unit::money);
    json.field("chance", age.chance).end();
  }
  json.end().end();
}

}  // namespace

PaybackAnswer::PaybackAnswer(PaybackTable table, std::optional<PaybackTable> discounted, const CountScatter& scatter, const Request& request)
    : table_(std::move(table)),
      discounted_(std::move(discounted)),
      discount_(request.settings.discount),
      draws_(tables(), scatter, request.acquisition.payback_months, request.draws, request.seed) {}

std::vector<const PaybackTable*> PaybackAnswer::tables() const {
  std::vector<const PaybackTable*> all = {&table_};
  if (discounted_) all.push_back(&*discounted_);
  return all;
}

void PaybackAnswer::draw(std::optional<std::uint64_t> steps) {
  draws_.draw(steps.value_or(UINT64_MAX));
}

void PaybackAnswer::write(JsonWriter& json, std::vector<Sentence>& caveats) const {
  json.key("payback");
  if (drawn() < 1) json.null();
  else write_payback(json, draws_.payback(0), discounted_ ? std::optional(draws_.payback(1)) : std::nullopt, discount_, caveats);
}

}  // namespace lifeworth
