// What cells say of the period that an amount is for.
#include "metrics/plan_period.h"

#include <catch2/catch_test_macros.hpp>

#include <string_view>
#include <utility>

using namespace lifeworth;
using enum BillingPeriod;

TEST_CASE("a billing interval is read in English and Spanish, as a word or as so many of a unit", "[correctness]") {
  for (const auto& [cell, period] : {std::pair<std::string_view, BillingPeriod>{"month", month}, {"Year", year}, {"monthly", month}, {"1 year", year}, {"every 3 months", quarter}, {"12 months", year},
                                     {"6 meses", half_year}, {"Anual", year}, {"mensual", month}, {"trimestral", quarter}, {"cada año", year}, {"4 weeks", four_weeks}, {"28 days", four_weeks},
                                     {"semana", week}, {"1m", month}, {"1y", year}, {"Quarterly", quarter}, {"365 days", year}}) {
    INFO(cell);
    REQUIRE(period_of_interval(cell));
    CHECK(*period_of_interval(cell) == period);
  }
  for (const std::string_view cell : {"", "2 months", "bimonthly", "biannual", "18 months", "month or year", "semi-annual", "active", "0 months", "99999999999999 months"}) {
    INFO(cell);
    CHECK_FALSE(period_of_interval(cell));
  }
}

TEST_CASE("the name of a plan tells its period only where it says one, and one alone", "[correctness]") {
  for (const auto& [name, period] : {std::pair<std::string_view, BillingPeriod>{"pro-monthly", month}, {"team-yearly", year}, {"Annual Gold", year}, {"plan anual", year}, {"Gold / month", month},
                                     {"pro_year", year}, {"Básico mensual", month}, {"basic quarterly v2", quarter}, {"weekly box", week}}) {
    INFO(name);
    REQUIRE(period_of_plan(name));
    CHECK(*period_of_plan(name) == period);
  }
  for (const std::string_view name : {"", "gold", "Annual, billed monthly", "First year special", "Month of May offer", "Pro 12 month", "prod_NxYear", "yearbook", "semi annual plan"}) {
    INFO(name);
    CHECK_FALSE(period_of_plan(name));
  }
}
