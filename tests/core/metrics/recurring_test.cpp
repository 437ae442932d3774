// Monthly recurring revenue: the bridge by a slow second road over random subscriptions, its identities, and how often the intervals of churn, GRR, NRR and quick ratio
// hold the truth.
#include "metrics/recurring.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <set>
#include <vector>

#include "../support/shop.h"
#include "base/random.h"

using namespace lifeworth;

namespace {

Day day(int year, unsigned month, unsigned of) { return *day_of({year, month, of}); }
const int january = month_index(day(2024, 1, 1));

std::vector<RecurringTerm> random_terms(std::uint64_t seed, std::uint32_t customers) {
  Random dice(seed);
  std::vector<RecurringTerm> terms;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    Day from = day(2023, 1, 1) + Day(dice.below(700));
    for (std::uint64_t rows = 1 + dice.below(4); rows > 0; --rows) {
      const Day until = dice.uniform() < 0.2 ? open_end : from + Day(dice.below(dice.uniform() < 0.3 ? 20 : 250));
      terms.push_back({customer, from, until, Yearly(dice.below(5)) * 1200 + Yearly(dice.below(7))});
      from += Day(dice.below(150));
    }
  }
  return terms;
}

/// All of it again, day by day and without sharing anything: what runs is asked of each term, who was there before of each earlier month.
struct Road {
  const std::vector<RecurringTerm>& terms;
  RecurringCount count;

  /// `least`: days that a term runs at least; who cancels on the day of the start was there within the month.
  Yearly on(std::uint32_t customer, Day when, Day least = 0) const {
    Yearly sum = 0;
    for (const RecurringTerm& term : terms)
      if (term.customer == customer && term.from <= when && when < std::max(term.until, term.from + least)) sum += term.yearly;
    return sum;
  }
  Yearly at_end(std::uint32_t customer, int month) const { return on(customer, last_day_of(month)); }
  Yearly within(std::uint32_t customer, int month) const {
    Yearly most = 0;
    for (Day when = last_day_of(month - 1) + 1; when <= last_day_of(month); ++when) most = std::max(most, on(customer, when, 1));
    return most;
  }
  bool seen(std::uint32_t customer, int month) const { return at_end(customer, month) > 0 || (count.within_month && within(customer, month) > 0); }
  bool before(std::uint32_t customer, int month) const {
    for (int earlier = month - 30; earlier < month; ++earlier)
      if (seen(customer, earlier)) return true;
    return false;
  }
};

void compare(std::uint64_t seed, const RecurringCount& count) {
  constexpr std::uint32_t customers = 60;
  const std::vector<RecurringTerm> terms = random_terms(seed, customers);
  const int first = january - 3, last = january + 14;
  const RecurringRevenue found = recurring_revenue(terms, first, last, count);
  const Road road{terms, count};
  REQUIRE(found.months.size() == 18);
  double year_won = 0, year_lost = 0;
  for (const RecurringMonth& month : found.months) {
    RecurringMonth own;
    std::uint64_t lost_customers = 0;
    Yearly kept = 0, after = 0;
    for (std::uint32_t customer = 0; customer < customers; ++customer) {
      const Yearly a = road.at_end(customer, month.month - 1), b = road.at_end(customer, month.month);
      own.start += a, own.end += b;
      own.customers.start += a > 0, own.customers.end += b > 0;
      if (a > 0) kept += std::min(a, b), after += b, lost_customers += b == 0;
      const Yearly brief = count.within_month && a == 0 && b == 0 ? road.within(customer, month.month) : 0;
      if (a == 0 && b + brief > 0) (road.before(customer, month.month) ? own.reactivation : own.fresh) += b + brief;
      if (b == 0) own.churn += a + brief;
      if (a > 0 && b > a) own.expansion += b - a;
      if (b > 0 && b < a) own.contraction += a - b;
    }
    INFO("seed " << seed << ", month " << month_text(month.month));
    CHECK(month.start == own.start);
    CHECK(month.fresh == own.fresh);
    CHECK(month.reactivation == own.reactivation);
    CHECK(month.expansion == own.expansion);
    CHECK(month.contraction == own.contraction);
    CHECK(month.churn == own.churn);
    CHECK(month.end == own.end);
    CHECK(month.start + month.fresh + month.reactivation + month.expansion - month.contraction - month.churn == month.end);
    CHECK(month.customers.start == own.customers.start);
    CHECK(month.customers.start + month.customers.fresh + month.customers.reactivated - month.customers.lost == month.customers.end);
    const double won = double(own.fresh + own.expansion + (count.returned_kept ? own.reactivation : 0)), lost = double(own.contraction + own.churn);
    if (lost > 0) CHECK(std::abs(month.quick.ratio()->value - won / lost) < 1e-12);
    else CHECK_FALSE(month.quick.ratio());
    if (month.month > last - 12) year_won += won, year_lost += lost;
    if (own.start == 0) continue;
    const double gross = month.kept.gross()->value, net = month.kept.net()->value;
    CHECK(std::abs(month.kept.logo_churn()->value - double(lost_customers) / double(own.customers.start)) < 1e-12);
    CHECK(std::abs(gross - double(kept) / double(own.start)) < 1e-12);
    CHECK(std::abs(net - double(after) / double(own.start)) < 1e-12);
    CHECK(gross <= 1);
    CHECK(gross <= net + 1e-12);
    if (!count.within_month) {  // the definitions by movements
      CHECK(std::abs(gross - double(own.start - own.contraction - own.churn) / double(own.start)) < 1e-12);
      CHECK(std::abs(net - (1 + double(own.expansion - own.contraction - own.churn) / double(own.start))) < 1e-12);
    }
  }
  double opening = 0, kept = 0, after = 0, cohort = 0, lost = 0;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    const double a = double(road.at_end(customer, last - 12));
    double b = double(road.at_end(customer, last));
    if (a == 0) continue;
    for (int month = last - 11; month < last; ++month)
      if (!count.returned_kept && road.at_end(customer, month) == 0) b = 0;
    opening += a, kept += std::min(a, b), after += b, ++cohort, lost += b == 0;
  }
  CHECK(double(found.year->kept.customers()) == cohort);
  CHECK(std::abs(found.year->kept.logo_churn()->value - lost / cohort) < 1e-12);
  CHECK(std::abs(found.year->kept.gross()->value - kept / opening) < 1e-12);
  CHECK(std::abs(found.year->kept.net()->value - after / opening) < 1e-12);
  CHECK(std::abs(found.year->quick.ratio()->value - year_won / year_lost) < 1e-12);
}

}  // namespace

TEST_CASE("MRR moves as a slow second road says, by every rule, and start and movements add up to the end exactly", "[consistency]") {
  for (std::uint64_t seed = 1; seed <= (test::slow_build ? 2 : 8); ++seed)
    for (const RecurringCount& count : {RecurringCount{false, false}, RecurringCount{true, false}, RecurringCount{false, true}, RecurringCount{true, true}}) compare(seed, count);
}

TEST_CASE("a twelfth is rounded once, halves away from zero", "[correctness]") {
  CHECK(monthly(120'000) == 10'000);
  CHECK(monthly(100'000) == 8'333);
  CHECK(monthly(6) == 1);
  CHECK(monthly(5) == 0);
  CHECK(monthly(-6) == -1);
  CHECK(monthly(-5) == 0);
  CHECK(monthly(Yearly{52} * std::numeric_limits<Minor>::max()) == std::numeric_limits<Minor>::max());
  CHECK(last_day_of(month_index(day(2024, 2, 1))) == day(2024, 2, 29));
  CHECK(last_day_of(month_index(day(2023, 12, 31))) == day(2023, 12, 31));
}

TEST_CASE("the year is told from twelve months on, by the customers of twelve months ago", "[correctness]") {
  const std::vector<RecurringTerm> terms = {{0, day(2023, 12, 1), open_end, 1200}, {1, day(2023, 12, 1), day(2024, 3, 1), 600}, {1, day(2024, 9, 1), open_end, 600}, {2, day(2024, 2, 1), open_end, 9000}};
  CHECK_FALSE(recurring_revenue(terms, january, january + 10, {}).year);
  const auto year = recurring_revenue(terms, january, january + 11, {}).year;
  REQUIRE(year);
  CHECK(year->kept.customers() == 2);
  CHECK(year->kept.logo_churn()->value == 0.5);  // left in March and is back: a reactivation
  CHECK(std::abs(year->kept.net()->value - 1200.0 / 1800) < 1e-15);
  CHECK(year->quick.ratio()->value == 15);
  const auto kept = recurring_revenue(terms, january, january + 11, {false, true}).year;
  CHECK(kept->kept.logo_churn()->value == 0);
  CHECK(kept->kept.net()->value == 1);
  CHECK(kept->quick.ratio()->value == 16);
}

TEST_CASE("of customers of equal size GRR's interval is Wilson's of those who stay, and where few carry the revenue there is none", "[consistency]") {
  KeptRevenue equal, one_large;
  for (int i = 0; i < 200; ++i) equal.add(1000, i < 12 ? 0 : 1000), one_large.add(i == 0 ? 1'000'000 : 1000, i < 12 ? 0 : 1000);
  const Estimate gross = *equal.gross(), churn = *equal.logo_churn();
  CHECK(std::abs(equal.like_equal() - 200) < 1e-9);
  CHECK(std::abs(gross.value - 0.94) < 1e-15);
  CHECK(std::abs(gross.interval->low - (1 - churn.interval->high)) < 0.0005);  // n − 1 stands for n
  CHECK(std::abs(gross.interval->high - (1 - churn.interval->low)) < 0.0005);
  CHECK_FALSE(one_large.gross()->interval);
  CHECK_FALSE(one_large.net()->interval);
  CHECK(one_large.logo_churn()->interval);
  KeptRevenue all_stay;
  for (int i = 0; i < 50; ++i) all_stay.add(1000, 1000);
  CHECK(all_stay.gross()->value == 1);
  CHECK(all_stay.gross()->interval->low < 0.95);
  CHECK_FALSE(all_stay.net()->interval);  // nothing moved: nothing tells how far it would
  KeptRevenue few;
  for (int i = 0; i < 9; ++i) few.add(1000, i ? 1000 : 0);
  CHECK_FALSE(few.gross()->interval);
  CHECK_FALSE(KeptRevenue().gross());
}

namespace {

struct Held {
  int shops = 0, gross = 0, net = 0, churn = 0, quick = 0, quick_told = 0, net_told = 0;
};

/// Customers of log-normal size. A share leaves, a share pays less, a share pays more; large ones a little less often, so that size and fate hang together. New ones come by chance.
struct World {
  int customers;
  double spread, leave, shrink, grow, arrive;

  struct Customer {
    Yearly before, after;
  };
  Customer draw(Random& dice) const {
    const double z = dice.normal(), u = dice.uniform(), size = std::exp(9 + spread * z), loyal = 1 / (1 + 0.3 * std::max(z, 0.0));
    double after = size;
    if (u < leave * loyal) after = 0;
    else if (u > 1 - shrink) after = size * (0.3 + 0.6 * dice.uniform());
    else if (u > 1 - shrink - grow) after = size * (1.1 + dice.uniform());
    return {Yearly(size), Yearly(after)};
  }
};

Held coverage(const World& world, std::uint64_t seed, int shops) {
  Random dice(seed);
  double before = 0, kept = 0, after = 0, lost = 0, won_by_old = 0, fell = 0;
  constexpr int many = 2'000'000;
  for (int i = 0; i < (test::slow_build ? many / 20 : many); ++i) {
    const auto customer = world.draw(dice);
    before += double(customer.before), kept += double(std::min(customer.before, customer.after)), after += double(customer.after), lost += customer.after == 0;
    won_by_old += double(std::max<Yearly>(customer.after - customer.before, 0)), fell += double(std::max<Yearly>(customer.before - customer.after, 0));
  }
  const double gross = kept / before, net = after / before, churn = lost / (test::slow_build ? many / 20 : many);
  const double quick = (won_by_old + world.arrive * before) / fell;  // new ones are as large
  Held held;
  const auto holds = [](const std::optional<Estimate>& estimate, double value) { return estimate && estimate->interval && estimate->interval->low <= value && value <= estimate->interval->high; };
  for (; held.shops < shops; ++held.shops) {
    KeptRevenue revenue;
    QuickRatio ratio;
    for (int i = 0; i < world.customers; ++i) {
      const auto customer = world.draw(dice);
      revenue.add(customer.before, customer.after);
      ratio.add(std::max<Yearly>(customer.after - customer.before, 0), std::max<Yearly>(customer.before - customer.after, 0));
      if (dice.uniform() < world.arrive) ratio.add(world.draw(dice).before, 0);
    }
    held.gross += holds(revenue.gross(), gross), held.net += holds(revenue.net(), net), held.churn += holds(revenue.logo_churn(), churn);
    held.net_told += revenue.net()->interval.has_value();
    const auto own = ratio.ratio();
    held.quick_told += own && own->interval;
    held.quick += holds(own, quick);
  }
  return held;
}

}  // namespace

TEST_CASE("95 % intervals of churn, GRR, NRR and the quick ratio hold the truth about as often as they say", "[consistency][slow]") {
  for (const World& world : {World{400, 0.7, 0.15, 0.08, 0.15, 0.3}, World{150, 0.5, 0.2, 0.05, 0.1, 0.25}}) {
    const int shops = test::slow_build ? 200 : 2000;
    const Held held = coverage(world, 77, shops);
    const double n = shops;
    INFO("of " << shops << " shops of " << world.customers << ": GRR " << held.gross << ", NRR " << held.net << " of " << held.net_told << ", churn " << held.churn << ", quick ratio " << held.quick << " of " << held.quick_told);
    for (const double share : {held.gross / n, double(held.net) / held.net_told, held.churn / n, double(held.quick) / held.quick_told}) {
      CHECK(share > (test::slow_build ? 0.89 : 0.925));
      CHECK(share < 0.985);
    }
    CHECK(held.quick_told > shops / 2);
  }
}

TEST_CASE("coverage of the intervals of recurring revenue in many worlds", "[.study]") {
  for (const World& world : {World{100, 0.5, 0.02, 0.01, 0.02, 0.03}, World{400, 0.5, 0.02, 0.01, 0.02, 0.03}, World{2000, 1.0, 0.02, 0.01, 0.02, 0.03}, World{100, 0.7, 0.2, 0.08, 0.15, 0.3}, World{400, 0.7, 0.2, 0.08, 0.15, 0.3},
                             World{2000, 1.0, 0.2, 0.08, 0.15, 0.3}, World{50, 0.5, 0.3, 0.1, 0.2, 0.3}}) {
    const Held held = coverage(world, 5, 4000);
    std::printf("%5d customers, spread %.1f, %2.0f %% leave: GRR %.3f  NRR %.3f (told %.3f)  churn %.3f  quick ratio %.3f (told %.3f)\n", world.customers, world.spread, 100 * world.leave,
                held.gross / 4000.0, double(held.net) / std::max(1, held.net_told), held.net_told / 4000.0, held.churn / 4000.0, double(held.quick) / std::max(1, held.quick_told), held.quick_told / 4000.0);
  }
}
