// "measured" through a session: what calculators get from a file, and what they are told where it cannot be had.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <string_view>

#include "../support/result_json.h"
#include "../support/second_road.h"
#include "../support/session_run.h"
#include "sample/sample_orders.h"

using lifeworth::Session;
using lifeworth::test::distance;
using lifeworth::test::ResultJson;

namespace {

/// The answer to a "measured" request about a file.
std::string measured(std::string_view csv, std::string_view request = R"({"kind":"measured"})") {
  Session session;
  const std::string whole(csv);
  const support::Answer summary(support::run(session, csv, "", std::span(&whole, 1)));
  INFO(summary.json());
  REQUIRE(summary.error().empty());
  return session.compute(request);
}

/// Twenty customers from 2021-01-05 to 2024-01-04, three whole years: each buys for 100 and for 50 in the first year; half of them for 90
/// in the second; and of these each second for 60 in the third.
std::string three_years() {
  std::string csv = "customer,date,total,currency\n";
  const auto buys = [&](int customer, const char* day, const char* total) {
    csv += "c" + std::to_string(customer) + "@example.org," + day + "," + total + ",EUR\n";
  };
  for (int customer = 0; customer < 20; ++customer) {
    buys(customer, "2021-01-05", "100.00");
    buys(customer, "2021-07-05", "50.00");
    if (customer % 2 == 0) buys(customer, "2022-02-05", "90.00");
    if (customer % 4 == 0) buys(customer, "2023-03-05", "60.00");
  }
  return csv;
}

constexpr std::string_view quantities[] = {"order_value", "orders_per_year", "retention_per_year", "retention_per_month", "lifespan", "profit_per_year", "profit_per_month",
                                           "profit_year_1", "profit_year_2", "profit_year_3", "profit_year_4", "profit_year_5"};

bool has(const support::Answer& answer, std::string_view quantity) { return answer.has("/quantities/" + std::string(quantity)); }

bool warns(const support::Answer& answer, std::string_view code) {
  for (std::size_t i = 0; i < answer.size("/caveats"); ++i)
    if (answer.text("/caveats/" + std::to_string(i) + "/code") == code) return true;
  return false;
}

}  // namespace

TEST_CASE("a file gives a calculator its numbers: three years of twenty customers by hand", "[consistency]") {
  const std::string json = measured(three_years(), R"({"kind":"measured","margin":0.4,"observation_end":"2024-01-04"})");
  const ResultJson result(json);
  CHECK(result.text("/kind") == "measured");
  CHECK((result.text("/currency") == "EUR" && result.number("/minor_digits") == 2));
  CHECK((result.text("/observation_end") == "2024-01-04" && result.number("/margin") == 0.4));
  // Value 20 · 150 + 10 · 90 + 5 · 60 = 4,200 over 55 purchase days; 35 active years, 20 + 10 at risk of which 10 + 5 came back.
  CHECK(result.number("/quantities/order_value/value") == 7636);  // revenue: no margin
  CHECK(result.text("/quantities/order_value/unit") == "money");
  CHECK(distance(result.number("/quantities/orders_per_year/value"), 55 / 35.0) < 1e-12);
  CHECK(result.text("/quantities/orders_per_year/unit") == "per_year");
  CHECK(result.number("/quantities/retention_per_year/value") == 0.5);
  CHECK(result.number("/quantities/retention_per_year/n") == 30);
  CHECK(result.text("/quantities/retention_per_year/unit") == "share_per_year");
  CHECK(distance(result.number("/quantities/retention_per_month/value"), std::pow(0.5, 1 / 12.0)) < 1e-12);
  CHECK(result.text("/quantities/retention_per_month/unit") == "share_per_month");
  CHECK((result.number("/quantities/lifespan/value") == 2 && result.text("/quantities/lifespan/unit") == "years"));
  CHECK(result.number("/quantities/profit_per_year/value") == 4800);  // .4 · 4,200/35
  CHECK(result.text("/quantities/profit_per_year/unit") == "money_per_year");
  CHECK(result.number("/quantities/profit_per_month/value") == 400);
  CHECK(result.text("/quantities/profit_per_month/unit") == "money_per_month");
  CHECK(result.number("/quantities/profit_year_1/value") == 6000);
  CHECK(result.number("/quantities/profit_year_1/low") == 6000);  // all alike
  CHECK(result.text("/quantities/profit_year_1/unit") == "money_per_year");
  CHECK((result.number("/quantities/profit_year_2/value") == 3600 && result.number("/quantities/profit_year_2/n") == 10));
  for (const char* ratio : {"order_value", "orders_per_year", "retention_per_year", "retention_per_month", "lifespan", "profit_per_year", "profit_per_month"}) {
    const std::string at = "/quantities/" + std::string(ratio);
    CAPTURE(ratio);
    CHECK((result.number(at + "/low") < result.number(at + "/value") && result.number(at + "/value") < result.number(at + "/high")));
  }
  // Five were active in the third year: not enough.
  const support::Answer answer(json);
  CHECK_FALSE((has(answer, "profit_year_3") || has(answer, "profit_year_4") || has(answer, "profit_year_5")));
  CHECK((warns(answer, "measured_later_years") && warns(answer, "measured_no_contract") && warns(answer, "measured_lifespan") && warns(answer, "measured_rough")));
  CHECK_FALSE((warns(answer, "measured_needs_years") || warns(answer, "measured_needs_year") || warns(answer, "measured_too_few") || warns(answer, "later_rows")));
}

TEST_CASE("without a margin profit is value, and without an end the data's last day ends the observation", "[consistency]") {
  const ResultJson result(measured(three_years()));
  CHECK((result.number("/margin") == 1 && result.text("/observation_end") == "2023-03-05"));
  CHECK(result.number("/quantities/profit_year_1/value") == 15000);
  CHECK(result.number("/quantities/retention_per_year/n") == 20);  // the third year is not over
}

TEST_CASE("a file of less than two years gives no retention and says what would", "[input]") {
  const support::Answer short_of_two(measured(three_years(), R"({"kind":"measured","observation_end":"2023-01-03"})"));
  CHECK((has(short_of_two, "order_value") && has(short_of_two, "orders_per_year") && has(short_of_two, "profit_per_month") && has(short_of_two, "profit_year_1")));
  CHECK_FALSE((has(short_of_two, "retention_per_year") || has(short_of_two, "retention_per_month") || has(short_of_two, "lifespan") || has(short_of_two, "profit_year_2")));
  CHECK((warns(short_of_two, "measured_needs_years") && warns(short_of_two, "later_rows")));
  CHECK_FALSE((warns(short_of_two, "measured_no_contract") || warns(short_of_two, "measured_lifespan") || warns(short_of_two, "measured_later_years")));
  CHECK(support::Answer(measured(three_years(), R"({"kind":"measured","observation_end":"2023-01-04"})")).has("/quantities/retention_per_year"));
}

TEST_CASE("a file of less than a year gives the order's value only", "[input]") {
  const support::Answer answer(measured(three_years(), R"({"kind":"measured","observation_end":"2022-01-03"})"));
  for (std::string_view quantity : quantities) {
    CAPTURE(quantity);
    CHECK(has(answer, quantity) == (quantity == "order_value"));
  }
  CHECK((warns(answer, "measured_needs_year") && !warns(answer, "measured_needs_years")));
}

TEST_CASE("a handful of customers give nothing to a calculator, and the file says so", "[input]") {
  const support::Answer answer(measured("email,date,total\na@x.org,2020-01-05,10.00\nb@x.org,2020-01-06,5.50\na@x.org,2023-02-05,2.00\nc@x.org,2021-02-05,-3.00\n"));
  for (std::string_view quantity : quantities) CHECK_FALSE(has(answer, quantity));
  CHECK((warns(answer, "measured_too_few") && warns(answer, "customers_without_purchase")));
}

TEST_CASE("where everybody comes back there is no lifespan, and no infinite one", "[input]") {
  std::string csv = "customer,date,total\n";
  for (int customer = 0; customer < 12; ++customer)
    for (const char* day : {"2021-01-05", "2022-01-05", "2023-01-05"}) csv += "c" + std::to_string(customer) + "," + day + ",10.00\n";
  const support::Answer answer(measured(csv));
  CHECK((has(answer, "retention_per_year") && !has(answer, "lifespan")));
  CHECK((warns(answer, "measured_no_lifespan") && !warns(answer, "measured_lifespan")));
}

TEST_CASE("the sample's three years give all that calculators can take, with what its years can carry", "[consistency]") {
  const std::string json = measured(lifeworth::sample_csv({}), R"({"kind":"measured","margin":0.3})");
  const ResultJson result(json);
  const support::Answer answer(json);
  CHECK_FALSE(warns(answer, "measured_needs_years"));
  CHECK(warns(answer, "measured_no_contract"));
  CHECK(result.number("/quantities/order_value/n") == 1200);
  CHECK(result.number("/quantities/profit_year_1/n") == 1200);  // everybody joined in the first year and a half
  CHECK(result.number("/quantities/profit_year_2/n") > 300);
  const double kept = result.number("/quantities/retention_per_year/value");
  CHECK((result.number("/quantities/retention_per_year/low") < kept && kept < result.number("/quantities/retention_per_year/high")));
  CHECK(std::abs(std::pow(result.number("/quantities/retention_per_month/value"), 12) - kept) < 1e-12);
}

TEST_CASE("a measured request takes a margin and an end, nothing else", "[input]") {
  for (std::string_view request : {R"({"kind":"measured","discount":0.1})", R"({"kind":"measured","horizon_months":12})", R"({"kind":"measured","margin":1.5})",
                                   R"({"kind":"measured","observation_end":"2020-01-01"})", R"({"kind":"measured","observation_end":"2026-01-01"})"})
    CHECK_FALSE(support::Answer(measured(three_years(), request)).error().empty());
}
