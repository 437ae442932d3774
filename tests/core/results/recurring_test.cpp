// "recurring" as the page gets it: movements by hand from subscriptions and from payments, each rule that vendors differ in, periods that differ by row, and what the
// data do not say.
#include "results/recurring.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

#include "../support/result_json.h"
#include "base/date.h"
#include "base/random.h"
#include "session.h"

using namespace lifeworth;
using test::ResultJson;

namespace {

struct Read {
  Session session;
  explicit Read(const std::string& csv, const char* change = "") {
    session.peek(csv, true);
    if (*change) REQUIRE_FALSE(session.map(change).starts_with(R"({"error")"));
    session.push(csv);
    INFO(csv.substr(0, 200));
    REQUIRE(session.finish().starts_with(R"({"kind":"summary")"));
  }
  ResultJson ask(const std::string& fields = "") { return ResultJson(session.compute(R"({"kind":"recurring")" + fields + "}")); }
};

/// start, new, reactivation, expansion, contraction, churn, end
using Movements = std::vector<double>;
Movements movements(const ResultJson& json, std::size_t month) {
  Movements found;
  for (const char* name : {"start", "new", "reactivation", "expansion", "contraction", "churn", "end"}) found.push_back(json.number("/recurring/months/" + std::to_string(month) + "/" + name));
  return found;
}
std::string month_of(const ResultJson& json, std::size_t month) { return json.text("/recurring/months/" + std::to_string(month) + "/month"); }

constexpr const char* subscriptions = R"({"kind":"subscriptions"})";

/// A: 30.00 a month, from 10 March 50.00. B: 20.00 a month in February, and again from 10 April. C: 1,200.00 a year, from 15 April 600.00.
const std::string by_hand =
    "customer,start,end,amount,billing interval\n"
    "a,2024-01-05,2024-03-10,30.00,month\n"
    "a,2024-03-10,,50.00,month\n"
    "b,2024-02-01,2024-03-01,20.00,month\n"
    "b,2024-04-10,,20.00,month\n"
    "c,2024-01-20,2024-04-15,1200.00,year\n"
    "c,2024-04-15,,600.00,year\n";

/// Payments of six customers through 2024, the first on 5 January.
std::string paying() {
  std::string csv = "customer,date,amount\n";
  const auto pay = [&](const char* who, int month, int day, const char* amount) {
    csv += std::string(who) + ",2024-" + (month < 10 ? "0" : "") + std::to_string(month) + "-" + (day < 10 ? "0" : "") + std::to_string(day) + "," + amount + "\n";
  };
  for (int month = 1; month <= 12; ++month) {
    pay("stays", month, 5, "10.00");
    if (month <= 6) pay("leaves", month, 5, "20.00");
    if (month >= 4) pay("comes", month, 5, "15.00");
    if (month <= 2) pay("late", month, 25, "30.00");
    if (month >= 4) pay("late", month, 5, "30.00");  // eleven days after 25 March
    pay("refunded", month, 10, "40.00");
    pay("grows", month, 5, month < 9 ? "10.00" : "25.00");
  }
  pay("refunded", 6, 12, "-40.00");
  return csv;
}
const std::string monthly_payments = R"(,"setting":"contract","period":"month","observation_end":"2024-12-31")";

}  // namespace

TEST_CASE("three subscriptions over four months, with every movement, by hand", "[correctness]") {
  Read read(by_hand, subscriptions);
  const ResultJson json = read.ask(R"(,"observation_end":"2024-05-07")");
  CHECK(json.text("/source") == "subscriptions");
  CHECK(json.size("/recurring/months") == 4);
  CHECK(month_of(json, 0) == "2024-01");
  CHECK(movements(json, 0) == Movements{0, 13000, 0, 0, 0, 0, 13000});
  CHECK(movements(json, 1) == Movements{13000, 2000, 0, 0, 0, 0, 15000});
  CHECK(movements(json, 2) == Movements{15000, 0, 0, 2000, 0, 2000, 15000});
  CHECK(movements(json, 3) == Movements{15000, 0, 2000, 0, 5000, 0, 12000});
  CHECK(json.null("/recurring/months/0/grr"));
  CHECK(json.number("/recurring/months/2/logo_churn/value") == 1 / 3.0);
  CHECK(json.number("/recurring/months/2/logo_churn/n") == 3);
  CHECK(json.number("/recurring/months/2/grr/value") == 13 / 15.0);
  CHECK(json.null("/recurring/months/2/grr/low"));  // of three customers
  CHECK(json.number("/recurring/months/2/nrr/value") == 1);
  CHECK(json.number("/recurring/months/2/quick_ratio/value") == 1);
  CHECK(json.text("/recurring/months/2/grr/unit") == "share_per_month");
  CHECK(json.number("/recurring/months/3/nrr/value") == 10 / 15.0);
  CHECK(json.number("/recurring/months/3/quick_ratio/value") == 0);
  CHECK(json.null("/recurring/months/1/quick_ratio"));  // nothing lost
  CHECK(json.number("/recurring/months/3/customers/start") == 2);
  CHECK(json.number("/recurring/months/3/customers/reactivated") == 1);
  CHECK(json.number("/recurring/months/3/customers/contracted") == 1);
  CHECK(json.number("/recurring/mrr") == 12000);
  CHECK(json.number("/recurring/arr") == 144000);
  CHECK(json.number("/recurring/customers") == 3);
  CHECK(json.null("/recurring/year"));
  CHECK(json.has_code("/caveats", "recurring_no_year"));
  CHECK(json.has_code("/caveats", "recurring_own_plans"));
  CHECK(json.has_code("/caveats", "recurring_until_over"));
  CHECK_FALSE(json.has_code("/caveats", "recurring_silent_rows"));

  const ResultJson kept = read.ask(R"(,"observation_end":"2024-05-07","returned":"kept")");
  CHECK(kept.number("/recurring/months/3/quick_ratio/value") == 0.4);
  const ResultJson one = read.ask(R"(,"observation_end":"2024-05-07","amounts_pay":"one_period")");
  CHECK(one.number("/recurring/mrr") == 5000 + 2000 + 60000);
  CHECK_FALSE(one.has_code("/caveats", "recurring_own_plans"));
  const ResultJson month_over = read.ask(R"(,"observation_end":"2024-04-30")");
  CHECK(month_over.size("/recurring/months") == 4);
  CHECK_FALSE(month_over.has_code("/caveats", "recurring_until_over"));
  CHECK(read.ask(R"(,"observation_end":"2024-04-29")").size("/recurring/months") == 3);
}

TEST_CASE("who begins and leaves within a month is counted where a person wants it; gaps within the grace are none", "[correctness]") {
  Read read("customer,start,end,amount\n"
            "a,2024-01-05,,10.00\n"
            "brief,2024-02-03,2024-02-20,5.00\n"
            "brief,2024-05-01,,5.00\n"
            "gap,2024-01-05,2024-03-25,7.00\n"
            "gap,2024-04-06,,7.00\n"
            "next day,2024-01-05,2024-03-31,9.00\n"
            "next day,2024-04-01,,9.00\n",
            subscriptions);
  const std::string end = R"(,"observation_end":"2024-05-31")";
  const ResultJson ignored = read.ask(end);
  CHECK(movements(ignored, 1) == Movements{2600, 0, 0, 0, 0, 0, 2600});
  CHECK(movements(ignored, 2) == Movements{2600, 0, 0, 0, 0, 0, 2600});
  CHECK(movements(ignored, 4) == Movements{2600, 500, 0, 0, 0, 0, 3100});
  const ResultJson counted = read.ask(end + R"(,"within_month":"counted")");
  CHECK(movements(counted, 1) == Movements{2600, 500, 0, 0, 0, 500, 2600});
  CHECK(movements(counted, 4) == Movements{2600, 0, 500, 0, 0, 0, 3100});
  CHECK(counted.number("/recurring/months/1/logo_churn/value") == 0);  // of those there at the start
  const ResultJson churned = read.ask(end + R"(,"past_due":"churned")");
  CHECK(movements(churned, 2) == Movements{2600, 0, 0, 0, 0, 700, 1900});  // not who begins again the day after
  CHECK(movements(churned, 3) == Movements{1900, 0, 700, 0, 0, 0, 2600});
}

TEST_CASE("payments by hand: late ones, refunds, and months that are not known or not decided", "[correctness]") {
  Read read(paying());
  const ResultJson json = read.ask(monthly_payments);
  CHECK(json.text("/source") == "orders");
  CHECK(month_of(json, 0) == "2024-03");  // in January and half of February older customers may still show
  REQUIRE(json.size("/recurring/months") == 9);
  CHECK(month_of(json, 8) == "2024-11");  // who did not pay on 25 December has until 9 January
  CHECK(movements(json, 0) == Movements{11000, 0, 0, 0, 0, 0, 11000});
  CHECK(movements(json, 1) == Movements{11000, 1500, 0, 0, 0, 0, 12500});
  CHECK(movements(json, 3) == Movements{12500, 0, 0, 0, 0, 0, 12500});
  CHECK(movements(json, 4) == Movements{12500, 0, 0, 0, 0, 2000, 10500});
  CHECK(movements(json, 6) == Movements{10500, 0, 0, 1500, 0, 0, 12000});
  CHECK(json.number("/recurring/mrr") == 12000);
  CHECK(json.has_code("/caveats", "recurring_begins"));
  CHECK(json.has_code("/caveats", "recurring_until_paid"));
  CHECK(json.size("/offered") == 4);
  CHECK(json.text("/offered/3") == "refunds");

  // What fell due on 30 November may be paid until 15 December.
  const auto last = [&](const std::string& end) {
    const ResultJson until = read.ask(R"(,"setting":"contract","period":"month","observation_end":")" + end + "\"");
    return month_of(until, until.size("/recurring/months") - 1);
  };
  CHECK(last("2024-12-15") == "2024-10");
  CHECK(last("2024-12-16") == "2024-11");

  const ResultJson churned = read.ask(monthly_payments + R"(,"past_due":"churned")");
  CHECK(movements(churned, 0) == Movements{11000, 0, 0, 0, 0, 3000, 8000});
  CHECK(movements(churned, 1) == Movements{8000, 1500, 3000, 0, 0, 0, 12500});
  const ResultJson refunds = read.ask(monthly_payments + R"(,"refunds":"counted")");
  CHECK(movements(refunds, 3) == Movements{12500, 0, 0, 0, 0, 4000, 8500});
  CHECK(movements(refunds, 4) == Movements{8500, 0, 4000, 0, 0, 2000, 10500});

  Read short_file("customer,date,amount\na,2024-01-05,10\na,2024-02-05,10\n");
  const ResultJson none = short_file.ask(R"(,"setting":"contract","period":"month")");
  CHECK(none.null("/recurring"));
  CHECK(none.has_code("/caveats", "recurring_no_months"));
}

TEST_CASE("who pays by the year among monthly payers counts a twelfth, or is left out where one alone would shorten the bridge", "[correctness]") {
  const auto csv = [](int monthly_payers) {
    std::string rows = "customer,date,amount\n";
    for (int month = 0; month < 36; ++month)
      for (int customer = 0; customer < monthly_payers; ++customer) rows += "m" + std::to_string(customer) + "," + iso_text(add_months(*parse_iso_day("2022-01-05"), month)) + ",10.00\n";
    for (const char* day : {"2022-03-10", "2023-03-10", "2024-03-10"}) rows += std::string("yearly,") + day + ",120.00\n";
    return rows + "once,2024-06-10,10.00\n";
  };
  const std::string ask = R"(,"setting":"contract","period":"month","observation_end":"2024-12-31")";
  const ResultJson few = Read(csv(3)).ask(ask);
  CHECK(month_of(few, 0) == "2023-03");  // a year and its grace after the file begins
  CHECK(movements(few, 0) == Movements{4000, 0, 0, 0, 0, 0, 4000});
  CHECK(movements(few, 12) == Movements{4000, 0, 0, 0, 0, 0, 4000});
  CHECK(few.number("/recurring/year/grr/value") == 1);
  CHECK(few.number("/recurring/year/customers") == 4);
  CHECK(few.number("/recurring/year/quick_ratio/value") == 1);
  CHECK(few.text("/recurring/by_period/1/period") == "year");
  CHECK(few.has_code("/caveats", "recurring_single_payments"));
  const ResultJson many = Read(csv(30)).ask(ask);
  CHECK(month_of(many, 0) == "2022-03");
  CHECK(movements(many, 0) == Movements{30000, 0, 0, 0, 0, 0, 30000});
  CHECK(many.has_code("/caveats", "contract_other_rhythms"));
}

TEST_CASE("a subscription billed for several intervals at once pays for all of them; a number of them that makes no known period leaves it to the plan", "[correctness]") {
  const auto mrr = [](const std::string& rows) {
    return Read("customer,start,end,amount,billing interval,interval count,plan\na,2024-01-05,,30.00,month,1,\nb,2024-01-05,2024-02-05,30.00,month,1,\n" + rows, subscriptions)
        .ask(R"(,"observation_end":"2024-06-30")").number("/recurring/mrr");
  };
  CHECK(mrr("") == 3000);
  CHECK(mrr("c,2024-01-05,,30.00,month,3,\n") == 3000 + 1000);
  CHECK(mrr("c,2024-01-05,,30.00,month,,\n") == 3000 + 3000);
  CHECK(mrr("c,2024-01-05,,120.00,month,12,\n") == 3000 + 1000);
  CHECK(mrr("c,2024-01-05,,120.00,month,7,Gold yearly\n") == 3000 + 1000);
}

TEST_CASE("who has paid once so far pays by the period that the name of the plan tells, else by the commonest", "[correctness]") {
  const auto mrr_at_the_end = [](const char* plan) {
    std::string rows = "customer,date,amount,plan\n";
    for (int month = 0; month < 36; ++month)
      for (int customer = 0; customer < 3; ++customer) rows += "m" + std::to_string(customer) + "," + iso_text(add_months(*parse_iso_day("2022-01-05"), month)) + ",10.00,Gold monthly\n";
    for (const char* day : {"2022-03-10", "2023-03-10", "2024-03-10"}) rows += std::string("yearly,") + day + ",120.00,Gold yearly\n";
    const ResultJson json = Read(rows + "fresh,2024-08-10,120.00," + plan + "\n").ask(R"(,"setting":"contract","period":"month","observation_end":"2024-12-31")");
    CHECK(json.has_code("/caveats", "recurring_single_payments") == (std::string(plan) == "Gold"));
    return json.number("/recurring/months/" + std::to_string(json.size("/recurring/months") - 1) + "/end");
  };
  CHECK(mrr_at_the_end("Gold yearly") == 3000 + 1000 + 1000);
  CHECK(mrr_at_the_end("Gold monthly") == 3000 + 1000);  // a month of 120.00, and gone
  CHECK(mrr_at_the_end("Gold") == 3000 + 1000);
}

TEST_CASE("without a billing interval the name of a plan tells its period, else the lengths of its rows, else the file", "[correctness]") {
  std::string csv = "customer,start,end,amount,plan\na,2024-01-05,,120.00,Gold yearly\nb,2024-01-05,,10.00,Gold monthly\nc,2024-01-05,,5.00,Other\n";
  const std::string end = R"(,"observation_end":"2024-03-31")";
  Read named(csv + "d,2024-01-05,2024-02-10,1.00,Other\n", subscriptions);
  CHECK(named.ask(end).number("/recurring/mrr") == 1000 + 1000 + 500);
  CHECK(named.ask(end).has_code("/caveats", "recurring_silent_rows"));
  CHECK(named.ask(end + R"(,"period":"quarter")").number("/recurring/mrr") == 1000 + 1000 + 167);
  CHECK(named.ask(end).text("/offered/3") == "amounts_pay");
  for (int i = 0; i < 12; ++i) {
    const std::string year = std::to_string(2010 + i % 6);
    csv += "y" + std::to_string(i) + "," + year + "-02-0" + std::to_string(1 + i % 9) + "," + std::to_string(2011 + i % 6) + "-02-0" + std::to_string(1 + i % 9) + ",1.00,Other\n";
    csv += "z" + std::to_string(i) + "," + year + "-02-01," + year + "-0" + std::to_string(3 + i % 4) + "-10,1.00,Third\n";
  }
  Read lengths(csv + "e,2024-01-05,,7.00,Third\n", subscriptions);
  const ResultJson json = lengths.ask(end);
  CHECK(json.text("/period") == "month");
  CHECK(json.number("/recurring/mrr") == 1000 + 1000 + 42 + 700);  // 5.00 a year: 41.67 cents
  // A person's period is for all rows whose words tell nothing.
  CHECK(lengths.ask(end + R"(,"period":"month")").number("/recurring/mrr") == 1000 + 1000 + 500 + 700);
}

TEST_CASE("what is shown adds up to the minor unit although twelfths are rounded", "[consistency]") {
  Random dice(8);
  std::string csv = "customer,start,end,amount,billing interval\n";
  for (int customer = 0; customer < 80; ++customer) {
    Day from = *parse_iso_day("2023-01-01") + Day(dice.below(400));
    for (std::uint64_t rows = 1 + dice.below(3); rows > 0; --rows) {
      const Day until = from + 20 + Day(dice.below(300));
      const char* intervals[] = {"month", "year", "quarter", "week"};
      csv += "c" + std::to_string(customer) + "," + iso_text(from) + "," + iso_text(until) + "," + std::to_string(1 + dice.below(200)) + "." + std::to_string(10 + dice.below(90)) + "," + intervals[dice.below(4)] + "\n";
      from = until + Day(dice.below(60));
    }
  }
  const ResultJson json = Read(csv, subscriptions).ask(R"(,"observation_end":"2024-12-31")");
  REQUIRE(json.size("/recurring/months") == 24);
  double end = 0;
  for (std::size_t month = 0; month < 24; ++month) {
    const Movements of = movements(json, month);
    CHECK(of[0] == end);
    CHECK(of[0] + of[1] + of[2] + of[3] - of[4] - of[5] == of[6]);
    for (const double each : of) CHECK(each >= 0);
    end = of[6];
  }
  CHECK_FALSE(json.null("/recurring/year/nrr/low"));
  CHECK(json.text("/recurring/year/first_month") == "2024-01");
  CHECK(json.number("/recurring/year/grr/high") <= 1);
}

TEST_CASE("what a file cannot say of MRR is said in words", "[input]") {
  std::string running = "customer,start,end,amount\n", unpaid = "customer,start,end\n";
  for (int i = 0; i < 20; ++i) {
    running += "c" + std::to_string(i) + ",2024-01-" + std::to_string(10 + i % 20) + ",,20.00\n";
    unpaid += "c" + std::to_string(i) + ",2024-01-" + std::to_string(10 + i % 20) + ",2024-05-01\n";
  }
  const std::string end = R"(,"observation_end":"2024-09-02")";
  const ResultJson none_left = Read(running, subscriptions).ask(end);
  CHECK(none_left.has_code("/caveats", "recurring_nobody_left"));
  CHECK(none_left.number("/recurring/mrr") == 40000);
  for (const std::string figure : {"logo_churn", "grr", "nrr", "quick_ratio"}) CHECK(none_left.null("/recurring/months/3/" + figure));
  const ResultJson amounts = Read(unpaid, subscriptions).ask(end);
  CHECK(amounts.null("/recurring"));
  CHECK(amounts.has_code("/caveats", "contract_without_amounts"));
  Read shop(paying());
  const ResultJson no_contract = shop.ask(R"(,"setting":"no_contract")");
  CHECK(no_contract.null("/recurring"));
  CHECK_FALSE(no_contract.truth("/contract"));
  CHECK(no_contract.size("/caveats") == 0);
  for (const char* wrong : {R"(,"refunds":"yes")", R"(,"past_due":1)", R"(,"life_model":"sbg")", R"(,"margin":0.5)", R"(,"observation_end":"1999-01-01")"})
    CHECK(shop.session.compute(std::string(R"({"kind":"recurring")") + wrong + "}").starts_with(R"({"error")"));

  Session two;
  for (const char* currency : {"EUR", "USD"}) {
    std::string csv = "customer,start,end,amount,currency\n";
    for (int i = 0; i < 12; ++i) csv += "c" + std::to_string(i) + ",2024-01-1" + std::to_string(i % 10) + "," + (i ? "" : "2024-03-10") + ",20.00," + currency + "\n";
    const std::string peeked = two.peek(csv, true);
    INFO(peeked.substr(0, 200));
    REQUIRE_FALSE(two.map(subscriptions).starts_with(R"({"error")"));
    const std::string pushed = two.push(csv);
    INFO(pushed);
    REQUIRE_FALSE(pushed.starts_with(R"({"error")"));
  }
  const std::string summary = two.finish();
  INFO(summary.substr(0, 300));
  REQUIRE(summary.starts_with(R"({"kind":"summary")"));
  const ResultJson currencies(two.compute(R"({"kind":"recurring"})"));
  CHECK(currencies.null("/recurring"));
  CHECK(currencies.has_code("/caveats", "contract_two_currencies"));
}

TEST_CASE("one large customer among small ones: GRR and NRR have no interval, and why is said", "[input]") {
  std::string csv = "customer,start,end,amount\nwhale,2023-01-01,,100000.00\n";
  for (int i = 0; i < 40; ++i) csv += "c" + std::to_string(i) + ",2023-01-05," + (i % 4 ? "" : "2023-09-10") + ",20.00\n";
  const ResultJson json = Read(csv, subscriptions).ask(R"(,"observation_end":"2024-02-10")");
  CHECK(json.has_code("/caveats", "recurring_concentrated"));
  CHECK(json.null("/recurring/year/grr/low"));
  CHECK_FALSE(json.null("/recurring/year/logo_churn/low"));
}
