// Customers by channel: names put together, costs and values by hand, the standardised mean against a slow road, and planted truths found again, or nothing where nothing
// is planted.
#include "metrics/channel_costs.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "../support/second_road.h"
#include "../support/shop.h"
#include "base/random.h"

using namespace lifeworth;
using lifeworth::test::distance;

namespace {

SpendPart part(const std::string& name) {
  SpendPart result;
  result.name = name;
  return result;
}

/// Channels "search", "social", "direct" and so on, with spend on the first `paid` of them: so much on each day.
struct Shop {
  std::vector<Order> orders;
  OrderTrait came_by;
  Spend spend;
  std::uint32_t customers = 0;
  Day first = *day_of({2023, 1, 1}), last = *day_of({2024, 12, 31});

  explicit Shop(const std::vector<std::string>& names, const std::vector<Minor>& a_day = {}) {
    for (const std::string& name : names) came_by.names.number_of(name);
    for (std::uint32_t i = 0; i < a_day.size(); ++i) {
      spend.channels.push_back(part(names[i]));
      for (Day day = first; day <= last; ++day) spend.rows.push_back({day, day, a_day[i], i, 0, true, 0});
    }
    spend.first_day = first, spend.last_day = last;
  }
  /// `channel`: by number; nobody = the first order names none.
  std::uint32_t joins(std::uint32_t channel, Day day, Minor amount) {
    came_by.by_customer.push_back(channel);
    orders.push_back({customers, day, amount});
    return customers++;
  }
  ChannelTable table(double each = 0, Day lag = 0) const {
    const TransactionLog log(orders, customers);
    return channel_costs(log, log, 1, came_by, match_channels(came_by.names, spend.channels, {}), spend, {{first, last}, false, lag, each});
  }
};

const ChannelCosts& of(const ChannelTable& table, std::size_t channel) {
  const auto found = std::ranges::find(table.channels, channel, &ChannelCosts::channel);
  REQUIRE(found != table.channels.end());
  return *found;
}

/// Poisson by counting exponential gaps.
std::uint64_t poisson(Random& random, double mean) {
  std::uint64_t count = 0;
  for (double time = random.exponential(1); time < mean; time += random.exponential(1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("channels are the same where letters and digits of their names are, or where a person says so", "[correctness]") {
  TextDictionary names;
  for (const char* name : {"Google-Ads", "fb", "google ads", "Organic", "unknown", "IG", "Google  Ads!", "(Not set)"}) names.number_of(name);
  const std::vector<SpendPart> spend = {part("Google Ads"), part("Meta"), part("")};
  const ChannelMatch plain = match_channels(names, spend, {});
  REQUIRE(plain.channels.size() == 6);
  CHECK(plain.channels[0].in_orders == std::vector<std::string>{"Google-Ads"});
  CHECK(plain.channels[0].spend == 0u);
  CHECK_FALSE(plain.channels[0].by_person);
  CHECK(plain.channels[0].name == "Google Ads");
  CHECK_FALSE(plain.channels[1].spend);
  CHECK(plain.of_name == std::vector<std::uint32_t>{0, 1, 0, 2, nobody, 3, 0, nobody});
  CHECK(plain.channels[4].spend == 1u);
  CHECK(plain.channels[4].in_orders.empty());
  CHECK(plain.channels[5].spend == 2u);

  const ChannelMatch told = match_channels(names, spend, {{"FB", "meta"}, {"ig", "Meta"}, {"google ads", ""}, {"organic", "no such spend"}});
  CHECK(told.of_name == std::vector<std::uint32_t>{0, 1, 0, 2, nobody, 1, 0, nobody});
  CHECK_FALSE(told.channels[0].spend);
  CHECK(told.channels[1].spend == 1u);
  CHECK(told.channels[1].by_person);
  CHECK(told.channels[1].in_orders == std::vector<std::string>{"fb", "IG"});
  CHECK_FALSE(told.channels[2].spend);
  CHECK(told.channels[3].spend == 0u);  // its spend stands alone now
}

TEST_CASE("cost, value and their quotient by channel, by hand", "[correctness]") {
  // 731 days of 1.00 on search and 2.00 on social. Every tenth day somebody comes by search and buys for 5.00 and 40 days later for 3.00; every twentieth by social, 8.00.
  Shop shop({"search", "social", "direct"}, {100, 200});
  std::size_t search = 0, social = 0, direct = 0, reached[2] = {};
  double quarter = 0, quarter_old = 0;
  for (Day day = shop.first; day <= shop.last; ++day) {
    const Day at = day - shop.first;
    const bool year_old = day <= *day_of({2024, 1, 1});
    if (at % 10 == 0) {
      const auto customer = shop.joins(0, day, 500);
      if (day + 40 <= shop.last) shop.orders.push_back({customer, day + 40, 300});
      const bool back = day + 100 <= shop.last;
      if (back) shop.orders.push_back({customer, day + 100, -100});  // part of the second order comes back
      if (add_months(day, 3) <= shop.last + 1) quarter += back ? 700 : 800, ++quarter_old;
      ++search, reached[0] += year_old;
    }
    if (at % 20 == 0) shop.joins(1, day, 800), ++social, reached[1] += year_old;
    if (at % 80 == 0) shop.joins(2, day, 1000), ++direct;
    if (at % 100 == 0) shop.joins(nobody, day, 100);
  }
  const ChannelTable table = shop.table();
  CHECK(table.unknown == 8);
  CHECK(table.all.joined == search + social + direct + 8);
  CHECK(distance(table.all.cost->value, 731.0 * 300 / double(table.all.joined)) < 1e-12);
  const ChannelCosts &one = of(table, 0), &two = of(table, 1), &three = of(table, 2);
  CHECK(one.joined == search);
  CHECK(distance(one.cost->value, 73100.0 / double(search)) < 1e-12);
  CHECK(distance(two.cost->value, 146200.0 / double(social)) < 1e-12);
  CHECK_FALSE(three.cost);
  CHECK(three.joined == direct);
  CHECK_FALSE(three.ages[2].ratio);
  // The interval is that of the count with the scatter of its own months.
  const Interval count = count_interval(double(search), one.scatter);
  CHECK(distance(one.cost->interval->low, 73100.0 / count.high) < 1e-12);
  CHECK(distance(one.cost->interval->high, 73100.0 / count.low) < 1e-12);
  // At a year: everybody who joined by 1 January 2024; what comes back lessens the order before it.
  CHECK(one.ages[2].customers == reached[0]);
  CHECK(one.ages[2].value->value == 700);
  CHECK(double(one.ages[0].customers) == quarter_old);
  CHECK(distance(one.ages[0].value->value, quarter / quarter_old) < 1e-12);
  CHECK(two.ages[2].value->value == 800);
  const double days = double(*day_of({2024, 1, 1}) - shop.first + 1);
  CHECK(distance(one.ages[2].cost, 100 * days) < 1e-12);
  CHECK(distance(one.ages[2].ratio->value, 700.0 * double(reached[0]) / (100 * days)) < 1e-12);
  CHECK(distance(two.ages[2].ratio->value, 800.0 * double(reached[1]) / (200 * days)) < 1e-12);
  CHECK(distance(table.all.ages[2].ratio->value * 300 * days, table.all.ages[2].value->value * double(table.all.ages[2].customers)) < 1e-12);
  // Everybody brings the same, so nothing is there to adjust; social costs four times as much.
  CHECK(one.ages[2].adjusted->value == 700);
  CHECK(distance(one.contrast.cost->value, one.cost->value / two.cost->value) < 1e-12);
  CHECK(distance(one.contrast.cost->value * two.contrast.cost->value, 1.0) < 1e-12);
  CHECK(*one.contrast.cost_p < 1e-4);
  CHECK_FALSE(three.contrast.cost_p);
  REQUIRE(table.compared);
  CHECK(value_ages[*table.compared] == 12);
  // What each costs beside the spend is added to all.
  CHECK(distance(of(shop.table(250), 0).cost->value, one.cost->value + 250) < 1e-12);
  CHECK(distance(of(shop.table(250), 0).ages[2].ratio->value, 700.0 * double(reached[0]) / (100 * days + 250 * double(reached[0]))) < 1e-12);
}

TEST_CASE("a channel counts in the days of its own spend; few customers cost nothing that can be said", "[correctness]") {
  Shop shop({"search", "social"}, {100});
  const Day begin = *day_of({2024, 7, 1});
  shop.spend.channels.push_back(part("social"));
  for (Day day = begin; day <= shop.last; ++day) shop.spend.rows.push_back({day, day, 50, 1, 0, true, 0});
  for (Day day = shop.first; day <= shop.last; day += 5) shop.joins(0, day, 100), shop.joins(1, day, 100);
  const ChannelTable table = shop.table();
  const ChannelCosts& social = of(table, 1);
  CHECK(social.counted.window.first == begin);
  CHECK(social.joined == of(table, 0).joined);
  const double joined = std::floor(double(shop.last - shop.first) / 5) - std::ceil(double(begin - shop.first) / 5) + 1;
  CHECK(social.counted.customers == joined);
  CHECK(distance(social.cost->value, 50.0 * double(shop.last - begin + 1) / joined) < 1e-12);

  Shop few({"search", "social"}, {100, 100});
  for (int i = 0; i < 9; ++i) few.joins(1, few.first + i, 100);
  for (int i = 0; i < 10; ++i) few.joins(0, few.first + i, 100);
  CHECK(of(few.table(), 0).cost);
  CHECK_FALSE(of(few.table(), 1).cost);
  CHECK_FALSE(of(few.table(), 1).ages[0].value);
  CHECK_FALSE(of(few.table(), 0).contrast.cost);
  CHECK_FALSE(few.table().compared);
}

TEST_CASE("adjusted values: Simpson's turn-about by hand, and the slow road over random shops", "[correctness]") {
  // Whoever joins in February brings 100, in October 20; social brings 10 more than search at either time, but most of its customers came late.
  Shop turned({"search", "social"}, {100, 100});
  const auto join = [&](std::uint32_t channel, unsigned month, int count, Minor amount) {
    for (int i = 0; i < count; ++i) turned.joins(channel, *day_of({2023, month, 1}) + i % 20, amount + (i % 2 ? 1 : -1));
  };
  join(0, 2, 80, 100), join(0, 10, 20, 20), join(1, 2, 20, 110), join(1, 10, 80, 30);
  const ChannelTable table = turned.table();
  const auto& [search, social] = std::pair(of(table, 0), of(table, 1));
  CHECK(distance(search.ages[2].value->value, 84.0) < 1e-12);
  CHECK(distance(social.ages[2].value->value, 46.0) < 1e-12);
  CHECK(distance(search.ages[2].adjusted->value, 60.0) < 1e-12);
  CHECK(distance(social.ages[2].adjusted->value, 70.0) < 1e-12);
  REQUIRE(table.compared == 2u);
  CHECK(social.contrast.strata == 2);
  CHECK(distance(social.contrast.value->value, -38.0) < 1e-12);
  CHECK(distance(social.contrast.adjusted->value, 10.0) < 1e-12);
  CHECK(*social.contrast.value_p < 0.001);

  Random random(271);
  for (int round = 0; round < 40; ++round) {
    Shop shop({"search", "social", "direct", "mail"}, {100, 200});
    struct Joined {
      std::uint32_t channel;
      int month;
      double value;
    };
    std::vector<Joined> joined;
    const int customers = 60 + int(random.below(300));
    for (int i = 0; i < customers; ++i) {
      const auto channel = static_cast<std::uint32_t>(random.below(4));
      const Day day = shop.first + Day(random.below(365));
      const Minor value = 100 + Minor(random.below(900));
      shop.joins(channel, day, value);
      joined.push_back({channel, month_index(day), double(value)});
    }
    const ChannelTable found = shop.table();
    for (std::uint32_t channel = 0; channel < 4; ++channel) {
      // The strata, month by month.
      std::map<int, int> stratum;
      int count = 0, own = 0, others = 0;
      for (int month = month_index(shop.first); month < month_index(shop.first) + 12; ++month) {
        for (const Joined& each : joined)
          if (each.month == month) ++(each.channel == channel ? own : others);
        stratum[month] = count;
        if (own >= 5 && others >= 5) ++count, own = others = 0;
      }
      for (auto& [month, number] : stratum) number = std::min(number, count - 1);
      const ChannelCosts& costs = of(found, channel);
      CHECK(costs.contrast.strata == std::size_t(count > 1 ? count : 0));
      if (count < 2) continue;
      double mean = 0, variance = 0;
      for (int k = 0; k < count; ++k) {
        std::vector<double> values;
        double all = 0;
        for (const Joined& each : joined) {
          if (stratum[each.month] != k) continue;
          ++all;
          if (each.channel == channel) values.push_back(each.value);
        }
        double sum = 0, squares = 0;
        for (const double value : values) sum += value;
        for (const double value : values) squares += (value - sum / double(values.size())) * (value - sum / double(values.size()));
        const double weight = all / double(joined.size()), n = double(values.size());
        mean += weight * sum / n;
        variance += weight * weight * squares / (n - 1) / n;
      }
      CHECK(distance(costs.ages[2].adjusted->value, mean) < 1e-10);
      const double half = (costs.ages[2].adjusted->interval->high - costs.ages[2].adjusted->interval->low) / 2 / std::sqrt(variance);
      CHECK(half > 1.9599);  // Student's t, wider than the normal
      CHECK(half < 3.2);
    }
  }
}

namespace {

/// Two years in which customers come by two channels as Poisson says, at `cost` each in truth, bringing exponential values of mean `worth`, more in the first year.
struct Trial {
  int cost_found = 0, cost_held = 0, contrast_held = 0, value_held = 0, ratio_held = 0, adjusted_held = 0, any = 0, rounds = 0;

  void run(Random& random, const std::array<double, 2>& cost, const std::array<double, 2>& worth, const std::array<double, 2>& late) {
    const std::array<Minor, 2> a_day = {1000, 600};
    Shop shop({"search", "social"}, {a_day[0], a_day[1]});
    for (std::uint32_t channel = 0; channel < 2; ++channel)
      for (Day day = shop.first; day <= shop.last; ++day)
        for (std::uint64_t more = poisson(random, double(a_day[channel]) / cost[channel]); more > 0; --more) {
          const bool second_year = day >= *day_of({2024, 1, 1});
          shop.joins(channel, day, std::llround(random.exponential(1) * worth[channel] * (second_year ? late[channel] : 1)));
        }
    const ChannelTable table = shop.table();
    const auto holds = [](const std::optional<Estimate>& estimate, double truth) { return estimate && estimate->interval && estimate->interval->low <= truth && truth <= estimate->interval->high; };
    bool some = false;
    for (std::size_t channel = 0; channel < 2; ++channel) {
      const ChannelCosts& own = of(table, channel);
      ++rounds;
      cost_held += holds(own.cost, cost[channel]);
      contrast_held += holds(own.contrast.cost, cost[channel] / cost[1 - channel]);
      cost_found += own.contrast.cost_p && *own.contrast.cost_p < 0.05;
      some |= (own.contrast.cost_p && *own.contrast.cost_p < 0.05) || (own.contrast.value_p && *own.contrast.value_p < 0.05);
      // A year old are those of the first year, whose worth is plain.
      value_held += holds(own.ages[2].value, worth[channel]);
      ratio_held += holds(own.ages[2].ratio, worth[channel] / cost[channel]);
      adjusted_held += holds(own.ages[2].adjusted, worth[channel]);
    }
    any += some;
  }
};

}  // namespace

TEST_CASE("planted costs and values of two channels lie in their intervals nineteen times in twenty", "[consistency]") {
  Random random(20231);
  Trial trial;
  const int rounds = test::slow_build ? 60 : 500;
  for (int i = 0; i < rounds; ++i) trial.run(random, {4000, 3000}, {6000, 9000}, {1, 1});
  const double all = trial.rounds;
  CAPTURE(trial.cost_held, trial.contrast_held, trial.value_held, trial.ratio_held, trial.adjusted_held, trial.cost_found, trial.rounds);
  const double slack = test::slow_build ? 0.05 : 0;
  for (const int held : {trial.cost_held, trial.contrast_held, trial.value_held, trial.ratio_held, trial.adjusted_held}) {
    CHECK(held / all >= 0.93 - slack);
    CHECK(held / all <= 0.975 + slack);
  }
  CHECK(trial.cost_found / all > 0.4);
}

TEST_CASE("where channels cost and bring the same, one shop in twenty at most shows a difference", "[consistency]") {
  Random random(20232);
  Trial trial;
  const int rounds = test::slow_build ? 60 : 500;
  for (int i = 0; i < rounds; ++i) trial.run(random, {4000, 4000}, {6000, 6000}, {1, 1});
  CAPTURE(trial.any, rounds);
  CHECK(trial.any <= rounds / 20 + 3 * std::sqrt(rounds / 20.0));
}
