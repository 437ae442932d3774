// Who came back against what was foretold: every number by a slow second road, nothing known that was not known then, intervals over many shops; signs that
// act through recency and frequency alone stay quiet, planted ones are found.
#include "results/comeback.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "../support/result_json.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "metrics/share.h"
#include "models/next_purchase.h"
#include "sample/sample_orders.h"
#include "session.h"

using namespace lifeworth;
using lifeworth::test::distance;
using test::day;
using test::ResultJson;

namespace {

ResultJson ask(std::initializer_list<std::string> tables, const std::string& fields = "") {
  return test::answer_to(R"({"kind":"comeback")" + fields + "}", tables);
}

std::string place_of(const ResultJson& json, std::string_view list, std::string_view name) {
  for (std::size_t i = 0; i < json.size(list); ++i)
    if (const std::string place = std::string(list) + "/" + std::to_string(i); json.text(place + "/name") == name) return place;
  FAIL("there is no " << name);
  return {};
}

/// A shop of BG/NBD customers over two years, and what its support wrote down.
struct Shop {
  static constexpr Day first = 19358, last = first + 728, known = first + 546;  // 2023-01-01 …
  std::string orders = "customer,date,amount\n", tickets = "ticket id,customer,created at,closed at\n";
  int written = 0;

  enum class Contacts { by_purchases, of_leavers, afterwards };

  Shop(std::uint64_t seed, int customers, Contacts contacts) {
    Random random(seed);
    order(0, last, random), order(1, first, random);
    for (int customer = 0; customer < customers; ++customer) {
      const Day joined = first + Day(random.below(364));
      std::vector<Day> days = {joined};
      test::buy(random, random.gamma(0.9, 7.5), random.beta(0.8, 2.9), (last - joined) / 7.0, [&](double week) { days.push_back(joined + Day(week * 7)); });
      // Half of those with a contact beforehand are lost by it: they buy nothing afterwards, whatever they would have bought.
      const bool had_contact = contacts == Contacts::of_leavers && random.uniform() < 0.4, lost = had_contact && random.uniform() < 0.5;
      int before = 0;
      for (const Day at : days) {
        if (lost && at > known) continue;
        order(customer, at, random);
        if (at > known) continue;
        ++before;
        // Chance alone decides who asks after an order; whoever orders more often asks more often.
        if (contacts == Contacts::by_purchases && random.uniform() < 0.5) contact(customer, std::min(known, at + 3));
      }
      if (had_contact) contact(customer, known - Day(random.below(20)));
      if (contacts == Contacts::afterwards && int(days.size()) > before) contact(customer, known + 1 + Day(random.below(20)));
    }
  }

 private:
  void order(int customer, Day at, Random& random) { orders += "c" + std::to_string(customer) + "," + iso_text(at) + "," + std::to_string(20 + random.below(60)) + ".00\n"; }
  void contact(int customer, Day at) { tickets += std::to_string(++written) + ",c" + std::to_string(customer) + "," + iso_text(at) + "," + iso_text(at) + "\n"; }
};

const std::string known_day = R"(,"calibration_end":")" + iso_text(Shop::known) + "\"";

}  // namespace

TEST_CASE("the sample's customers: groups, shares, errors and concordance by a slow road from the log", "[consistency]") {
  const auto rows = sample_orders({500, 3, true});
  std::vector<Order> orders;
  for (const SampleOrder& row : rows) orders.push_back({row.customer, row.day, row.amount});
  const Loaded loaded{{}, {}, TransactionLog(orders, 500), {}, {}, 2};
  for (const PurchaseModel model : {PurchaseModel::bg_nbd, PurchaseModel::mbg_nbd, PurchaseModel::pareto_nbd}) {
    PredictionSettings settings;
    settings.model = model;
    const Prediction prediction = predict(loaded.log, settings, 2);
    const ResultJson json(comeback_json(loaded, prediction));
    const PurchaseFit& fit = prediction.models[prediction.chosen].calibration;
    REQUIRE(fit);
    REQUIRE(fit.model == model);
    const Day known = prediction.calibration_end, end = prediction.observation_end;
    CHECK(json.text("/calibration_end") == iso_text(known));
    std::vector<std::pair<double, int>> slow;  // probability, came
    double expected = 0, came = 0, once = 0, once_expected = 0, once_came = 0, error = 0;
    for (const CustomerRow& row : customer_table(loaded.log, known).rows) {
      const double p = next_purchase(fit, history_of(row), (end - known) / 7.0).within.value;
      const int back = test::purchase_days_between(loaded.log, row.customer, known, end) > 0;
      slow.push_back({p, back});
      expected += p, came += back, error += (p - back) * (p - back);
      if (row.frequency == 0) ++once, once_expected += p, once_came += back;
    }
    const double n = double(slow.size());
    const std::string own = "/models/" + std::to_string(prediction.chosen);
    CHECK(json.number("/customers") == n);
    CHECK(distance(json.number("/came/value"), came / n) < 1e-12);
    CHECK(json.number("/came/low") == share_of(std::uint64_t(came), slow.size()).interval->low);
    CHECK(json.number("/once/n") == once);
    CHECK(distance(json.number("/once/value"), once_came / once) < 1e-12);
    CHECK(distance(json.number(own + "/expected/value"), expected / n) < 1e-9);
    CHECK(distance(json.number(own + "/once/value"), once_expected / once) < 1e-9);
    CHECK(distance(json.number(own + "/brier/value"), error / n) < 1e-9);
    double above = 0, pairs = 0;
    for (const auto& [p, back] : slow)
      for (const auto& [q, other] : slow)
        if (back && !other) above += p > q ? 1 : p == q ? 0.5 : 0, ++pairs;
    CHECK(std::abs(json.number(own + "/concordance/value") - above / pairs) < 1e-9);
    // Groups: in order of probability, a tenth each.
    std::ranges::stable_sort(slow, {}, &std::pair<double, int>::first);
    std::size_t at = 0;
    for (std::size_t group = 0; group < json.size("/groups"); ++group) {
      const std::string place = "/groups/" + std::to_string(group);
      double predicted = 0, back = 0;
      const double size = json.number(place + "/came/n");
      for (double i = 0; i < size; ++i, ++at) predicted += slow[at].first, back += slow[at].second;
      CHECK(distance(json.number(place + "/predicted"), predicted / size) < 1e-9);
      CHECK(std::abs(json.number(place + "/came/value") - back / size) < 1e-12);
      CHECK(std::abs(size - n / 10) < 8);
    }
    CHECK(at == slow.size());
    // The naive forecast by hindsight of everybody: k(n − k)n/(n − 1)² in sum.
    const std::string everybody = place_of(json, "/naive", "everybody");
    CHECK(distance(json.number(everybody + "/brier/value"), came * (n - came) / ((n - 1) * (n - 1))) < 1e-9);
    CHECK(std::abs(json.number(everybody + "/saved/value") - (json.number(everybody + "/brier/value") - error / n)) < 1e-9);
    CHECK(json.number(everybody + "/saved/low") > 0);
  }
}

TEST_CASE("a sign that goes with how often somebody bought is quiet among customers of like probability", "[consistency]") {
  const int shops = test::slow_build ? 3 : 24;
  int raw = 0, adjusted = 0;
  double raw_sum = 0, adjusted_sum = 0;
  for (int i = 0; i < shops; ++i) {
    const Shop shop(std::uint64_t(100 + i), 900, Shop::Contacts::by_purchases);
    const ResultJson json = ask({shop.orders, shop.tickets}, known_day);
    const std::string contacts = place_of(json, "/columns", "contacts");
    REQUIRE(json.number("/strata") >= 10);
    raw += json.number(contacts + "/raw/low") > 0;
    adjusted += json.number(contacts + "/adjusted/low") > 0 || json.number(contacts + "/adjusted/high") < 0;
    raw_sum += json.number(contacts + "/raw/value"), adjusted_sum += json.number(contacts + "/adjusted/value");
  }
  INFO(raw << " raw, " << adjusted << " adjusted of " << shops);
  CHECK(raw == shops);
  CHECK(std::abs(adjusted_sum) < (test::slow_build ? 0.4 : 0.12) * raw_sum);
  CHECK(adjusted <= (test::slow_build ? 2 : 5));
}

TEST_CASE("a sign that was planted beyond recency and frequency is found, with its direction", "[consistency]") {
  const Shop shop(7, 1'200, Shop::Contacts::of_leavers);
  const ResultJson json = ask({shop.orders, shop.tickets}, known_day);
  const std::string contacts = place_of(json, "/columns", "contacts");
  CHECK(json.number(contacts + "/adjusted/high") < 0);
  CHECK(json.truth(contacts + "/clear"));
  CHECK_FALSE(json.truth(contacts + "/known_to_model"));
  CHECK(json.truth(place_of(json, "/columns", "days_since_last") + "/known_to_model"));
  CHECK(json.number(contacts + "/came/mean") < json.number(contacts + "/rest/mean"));
}

TEST_CASE("what was written down after the day is no sign", "[consistency]") {
  const Shop shop(8, 300, Shop::Contacts::afterwards);
  REQUIRE(shop.written > 20);
  const ResultJson json = ask({shop.orders, shop.tickets}, known_day);
  const std::string contacts = place_of(json, "/columns", "contacts");
  CHECK((json.number(contacts + "/came/mean") == 0 && json.number(contacts + "/rest/mean") == 0));
  CHECK(json.null(contacts + "/raw"));
}

TEST_CASE("the share expected to come back holds the actual one 95 times in a hundred", "[consistency][slow]") {
  const int shops = test::slow_build ? 10 : 150;
  int held = 0, held_once = 0;
  for (int i = 0; i < shops; ++i) {
    const auto rows = sample_orders({400, std::uint64_t(1'000 + i), false});
    std::vector<Order> orders;
    for (const SampleOrder& row : rows) orders.push_back({row.customer, row.day, row.amount});
    const Loaded loaded{{}, {}, TransactionLog(orders, 400), {}, {}, 2};
    PredictionSettings settings;
    settings.model = PurchaseModel::bg_nbd;  // that made the sample
    const ResultJson json(comeback_json(loaded, predict(loaded.log, settings, 2)));
    if (json.null("/models/0/expected")) continue;
    const auto holds = [&](const std::string& expected, const std::string& actual) {
      return json.number(expected + "/low") <= json.number(actual + "/value") && json.number(actual + "/value") <= json.number(expected + "/high");
    };
    held += holds("/models/0/expected", "/came");
    held_once += holds("/models/0/once", "/once");
  }
  INFO(held << " and " << held_once << " of " << shops);
  for (const int each : {held, held_once}) CHECK(each >= 0.95 * shops - 3 * std::sqrt(0.05 * 0.95 * shops));
}

TEST_CASE("data that cannot say it say so", "[input]") {
  const std::string few = "customer,date,amount\na,2024-01-01,10.00\na,2024-03-01,10.00\nb,2024-02-01,5.00\nc,2024-12-31,5.00\n";
  const ResultJson none = ask({few});
  CHECK(none.null("/calibration_end"));
  CHECK(none.size("/caveats") == 1);
  // Everybody who was known comes back but a few.
  std::string csv = "customer,date,amount\n";
  Random random(4);
  for (int customer = 0; customer < 200; ++customer)
    for (int at = int(random.below(200)); at < 720; at += 20 + int(random.below(60))) {
      if (customer < 5 && at > 500) break;
      csv += "c" + std::to_string(customer) + "," + iso_text(Shop::first + at) + ",10.00\n";
    }
  const ResultJson all = ask({csv});
  if (!all.null("/calibration_end")) {
    CHECK_FALSE(all.truth("/judged"));
    CHECK(all.has_code("/caveats", "comeback_too_few"));
    CHECK(all.number("/came/value") > 0.9);
  }
}
