// One customer as the page gets it: what was bought by hand, the same forecast as in the table, P(alive) day by day against a slower road, names that
// nobody has.
#include "results/customer_page.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "../support/pareto_nbd_road.h"
#include "../support/result_json.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "sample/sample_orders.h"
#include "session.h"

using namespace lifeworth;
using test::day;
using test::distance;
using test::ResultJson;

namespace {

struct Read {
  Session session;
  explicit Read(const std::string& csv) {
    session.peek(csv, true);
    session.push(csv);
    const std::string summary = session.finish();
    INFO(summary);
    REQUIRE(summary.starts_with(R"({"kind":"summary")"));
  }
  ResultJson ask(const std::string& fields) { return ResultJson(session.compute("{" + fields + "}")); }
  ResultJson customer(const std::string& name, const std::string& more = "") { return ask(R"("kind":"customer","customer":")" + name + "\"" + more); }
};

const std::string by_hand =
    "customer,date,amount\nana,2025-01-01,10.00\nana,2025-01-11,20.00\nana,2025-01-11,-5.00\nana,2025-01-13,-2.50\nana,2025-01-21,30.00\nana,2025-01-26,1.00\n"
    "ana,2025-02-05,4.00\nbea,2025-01-31,7.00\nGUS@X.ORG,2025-02-01,9.00\nfay,2025-01-03,-5.00\n=1+1,2025-01-05,8.00\nzoe,2025-02-20,3.00\n";

bool truth(const ResultJson& json, const std::string& at) {
  bool value = false;
  REQUIRE(json.at(at).get(value) == simdjson::SUCCESS);
  return value;
}

/// A made-up shop whose best customer is asked for.
struct Shop : Read {
  Shop() : Read(sample_csv({1200, 3, true})) {}
  std::string best() { return ask(R"("kind":"customers","sort":"orders","limit":1)").text("/rows/0/customer"); }
  std::string once() { return ask(R"("kind":"customers","sort":"orders","descending":false,"limit":1)").text("/rows/0/customer"); }
};

}  // namespace

TEST_CASE("a customer's purchases, value and gaps by hand", "[consistency]") {
  Read read(by_hand);
  const ResultJson ana = read.customer("ana");
  CHECK(ana.text("/customer") == "ana");
  CHECK(ana.number("/orders") == 5);
  CHECK(ana.number("/value") == 5750);
  CHECK(ana.number("/refunds") == 1);  // the one of the 11th is netted on its day
  CHECK(ana.text("/first_day") == "2025-01-01");
  CHECK(ana.text("/last_day") == "2025-02-05");
  CHECK(ana.text("/observation_end") == "2025-02-20");
  CHECK(ana.number("/age") == 50);
  REQUIRE(ana.size("/purchases") == 6);
  CHECK(ana.number("/purchases/1/value") == 1500);
  CHECK(ana.text("/purchases/2/day") == "2025-01-13");
  CHECK(ana.number("/purchases/2/value") == -250);
  CHECK((truth(ana, "/purchases/2/refund") && !truth(ana, "/purchases/1/refund")));
  CHECK(ana.number("/not_listed") == 0);
  // Gaps of 10, 10, 5 and 10 days, then 15 of silence.
  CHECK((ana.number("/rhythm/gaps") == 4 && ana.number("/rhythm/silence") == 15 && ana.number("/rhythm/longer") == 0));
  CHECK((ana.number("/rhythm/median_gap") == 10 && ana.number("/rhythm/longest_gap") == 10 && ana.number("/rhythm/chance") == 0.2));
  CHECK(truth(ana, "/rhythm/late"));
  CHECK(ana.text("/rhythm/sentence/message") ==
        "Late against their own rhythm. 15 days since the last purchase, longer than each of the 4 gaps before. If the rhythm went on, a gap longer "
        "than this would come once in 5 times, at most.");
  CHECK((ana.null("/forecast") && ana.null("/model")));  // five customers fit nothing
  CHECK(ana.has_code("/caveats", "fit_too_few"));
}

TEST_CASE("an earlier observation end knows nothing of what came after", "[consistency]") {
  Read read(by_hand);
  const ResultJson ana = read.customer("ana", R"(,"observation_end":"2025-01-12")");
  CHECK((ana.number("/orders") == 2 && ana.number("/value") == 2500 && ana.size("/purchases") == 2 && ana.number("/rhythm/silence") == 1));
  CHECK((ana.null("/rhythm/chance") && !truth(ana, "/rhythm/late") && ana.text("/rhythm/sentence/code") == "rhythm_too_few"));
}

TEST_CASE("customers are found by the name that is shown, or as a file has it", "[input]") {
  Read read(by_hand);
  CHECK(read.customer("gus@x.org").text("/customer") == "gus@x.org");
  CHECK(read.customer("Gus@X.org").text("/customer") == "gus@x.org");  // addresses compare in lower case
  CHECK(read.customer(" bea ").text("/customer") == "bea");
  CHECK(read.customer("=1+1").text("/customer") == "=1+1");
  CHECK(read.customer("'=1+1").text("/customer") == "=1+1");  // as in the saved table
  for (const std::string name : {"nobody", "Ana", "", "ana\\u0000", "an"}) {
    CAPTURE(name);
    CHECK(read.customer(name).text("/error/code") == "customer_unknown");
  }
  CHECK(read.ask(R"("kind":"customer","customer":7)").text("/error/code") == "bad_request");
}

TEST_CASE("who has no purchase until the observation end is told from who does not exist", "[input]") {
  Read read(by_hand);
  CHECK(read.customer("fay").text("/error/code") == "customer_without_purchase");
  CHECK(read.customer("zoe").text("/customer") == "zoe");
  CHECK(read.customer("zoe", R"(,"observation_end":"2025-02-19")").text("/error/code") == "customer_without_purchase");
}

TEST_CASE("of more than a thousand purchases the latest are listed, and all count", "[input]") {
  std::string csv = "customer,date,amount\n";
  for (Day i = 0; i < 1500; ++i) csv += "daily," + iso_text(day("2020-01-01") + i) + ",1.00\n";
  Read read(csv);
  const ResultJson daily = read.customer("daily");
  CHECK((daily.number("/orders") == 1500 && daily.number("/value") == 150000 && daily.size("/purchases") == 1000 && daily.number("/not_listed") == 500));
  CHECK(daily.text("/purchases/0/day") == iso_text(day("2020-01-01") + 500));
  CHECK(daily.number("/rhythm/gaps") == 1499);
}

TEST_CASE("the forecast of a customer is the one in the table, with the probability of a further purchase", "[consistency]") {
  Shop shop;
  for (const std::string model : {"bg_nbd", "mbg_nbd", "pareto_nbd"}) {
    CAPTURE(model);
    const std::string settings = R"("margin":0.3,"horizon_months":6,"model":")" + model + "\"";
    const ResultJson row = shop.ask(R"("kind":"customers","sort":"orders","limit":1,)" + settings);
    const ResultJson own = shop.customer(shop.best(), "," + settings);
    CHECK(own.text("/model") == model);
    for (const std::string field : {"p_alive", "transactions", "clv"}) {
      CAPTURE(field);
      CHECK(own.number("/forecast/" + field + "/value") == row.number("/rows/0/" + field + "/0"));
      CHECK(own.number("/forecast/" + field + "/low") == row.number("/rows/0/" + field + "/1"));
      CHECK(own.number("/forecast/" + field + "/high") == row.number("/rows/0/" + field + "/2"));
    }
    const double alive = own.number("/forecast/p_alive/value"), within = own.number("/forecast/buys/value"), ever = own.number("/forecast/buys_ever/value");
    CHECK((within > 0 && within < ever && ever <= alive && within < own.number("/forecast/transactions/value")));
    if (model == "pareto_nbd") CHECK(ever < alive);
    else CHECK(distance(ever, alive) < 1e-12);
    CHECK(own.number("/forecast/buys/low") < within);
    CHECK(own.number("/forecast/buys/high") > within);
    REQUIRE(own.size("/forecast/next_purchase/times") == 3);
    const double days = own.number("/forecast/next_purchase/times/1/days/value");
    CHECK(own.text("/forecast/next_purchase/times/1/day") == iso_text(day(own.text("/observation_end")) + Day(std::ceil(days))));
  }
}

TEST_CASE("P(alive) day by day is what was known on the day, before and after each purchase", "[consistency]") {
  Shop shop;
  const std::string name = shop.best();
  const ResultJson own = shop.customer(name, R"(,"model":"pareto_nbd")");
  const ResultJson fit = shop.ask(R"("kind":"prediction","model":"pareto_nbd")");
  Vector<4> theta;
  for (std::size_t k = 0; k < 4; ++k) theta[k] = fit.number("/purchases/parameters/" + std::to_string(k) + "/value");
  const pareto_nbd::Parameters p{theta[0], theta[1], theta[2], theta[3]};
  std::vector<Day> bought;
  for (std::size_t i = 0; i < own.size("/purchases"); ++i)
    if (!truth(own, "/purchases/" + std::to_string(i) + "/refund")) bought.push_back(day(own.text("/purchases/" + std::to_string(i) + "/day")));
  REQUIRE(bought.size() > 5);
  const std::size_t points = own.size("/forecast/alive");
  CHECK((points > 100 && points <= 201 + 2 * bought.size()));
  std::size_t jumps = 0, known = 0;
  double before = 1;
  Day last = bought[0];
  for (std::size_t i = 0; i < points; ++i) {
    const std::string at = "/forecast/alive/" + std::to_string(i);
    const Day today = day(own.text(at + "/0"));
    const double value = own.number(at + "/1");
    CAPTURE(i, own.text(at + "/0"));
    REQUIRE(today >= last);
    if (today == last && i > 0) {  // the purchase becomes known
      REQUIRE((known < bought.size() && bought[known] == today));
      ++known, ++jumps;
      CHECK(value >= before);
    } else if (i == 0) {
      known = 1;
    } else {
      CHECK(value <= before);
    }
    CHECK((own.number(at + "/2") <= value && value <= own.number(at + "/3")));
    const auto weeks = [&](Day since) { return (since - bought[0]) / 7.0; };
    if (i % 7 == 0 || today == last) CHECK(distance(value, test::slow_p_alive(p, double(known - 1), weeks(bought[known - 1]), weeks(today))) < 1e-9);
    before = value, last = today;
  }
  CHECK(jumps == bought.size() - 1);
  CHECK(last == day(own.text("/observation_end")));
  CHECK(distance(before, own.number("/forecast/p_alive/value")) < 1e-12);
}

TEST_CASE("of who bought once BG/NBD says no P(alive), the other models do", "[consistency]") {
  Shop shop;
  const std::string name = shop.once();
  const ResultJson bg = shop.customer(name, R"(,"model":"bg_nbd")");
  CHECK((bg.number("/orders") == 1 && bg.null("/forecast/p_alive") && bg.null("/forecast/buys_ever") && bg.size("/forecast/alive") == 0));
  CHECK(bg.has_code("/caveats", "alive_unknown_once"));
  CHECK(bg.has_code("/caveats", "parameter_interval"));
  CHECK_FALSE(bg.has_code("/caveats", "one_time_buyers"));  // that one is about all of them
  CHECK(bg.number("/forecast/buys/value") > 0);
  const ResultJson mbg = shop.customer(name, R"(,"model":"mbg_nbd")");
  CHECK((mbg.number("/forecast/p_alive/value") < 1 && mbg.size("/forecast/alive") > 1 && !mbg.has_code("/caveats", "alive_unknown_once")));
}

TEST_CASE("times too far off to be said are left open", "[input]") {
  // As in CDNOW: most buy next to nothing, and a few often.
  Random random(8);
  std::string csv = "customer,date,amount\n";
  const Day start = day("2023-01-01");
  for (int i = 0; i < 800; ++i) {
    const Day first = start + Day(random.below(84));
    const auto write = [&](Day at) { csv += "c" + std::to_string(i) + "," + iso_text(at) + ",10.00\n"; };
    write(first);
    test::buy(random, random.gamma(0.25, 4.4), random.beta(0.8, 2.4), 66, [&](double weeks) { write(first + Day(weeks * 7)); });
  }
  Read read(csv);
  const std::string rare = read.ask(R"("kind":"customers","sort":"last_day","descending":false,"limit":1)").text("/rows/0/customer");
  const ResultJson once = read.customer(rare, R"(,"model":"bg_nbd")");
  CHECK(once.text("/model") == "bg_nbd");
  const std::string soon = "/forecast/next_purchase/times/0", late = "/forecast/next_purchase/times/2";
  CHECK(once.number(soon + "/days/value") <= once.number("/forecast/next_purchase/within_days"));
  CHECK(once.text(soon + "/day") > once.text("/observation_end"));
  CHECK((once.null(late + "/day") && once.null(late + "/days/value") && once.null(late + "/days/high")));
}
