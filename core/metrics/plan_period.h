// What a cell says of the period that an amount is for. In: a billing interval ("month", "1 year", "every 3 months", "anual") or the name of a plan ("Pro yearly",
// "gold-mensual"), in English or Spanish. Out: the period, or nothing where the words do not tell, or tell two.
#pragma once

#include <optional>
#include <string_view>

#include "metrics/billing_period.h"

namespace lifeworth {

/// Of a cell that is about nothing else: a word for a period, or so many days, weeks, months or years.
std::optional<BillingPeriod> period_of_interval(std::string_view cell);

/// Of a name that may be about anything: a word such as "yearly" anywhere in it, or a bare "year" at its end. "Annual, billed monthly" tells two, hence none.
std::optional<BillingPeriod> period_of_plan(std::string_view name);

}  // namespace lifeworth
