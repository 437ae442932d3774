// What a whole column says about its dates: where a year of two digits stands, what its numbers count, and that contradictions are told.
#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/random.h"
#include "read/column.h"

using lifeworth::DateEvidence;
using lifeworth::DateNumbers;
using lifeworth::DateOrder;
using lifeworth::Day;
using lifeworth::WrittenDate;
using Why = DateEvidence::Decision::Why;

namespace {

DateEvidence evidence(std::initializer_list<std::string_view> cells) {
  DateEvidence evidence;
  for (std::string_view text : cells) {
    if (const auto date = WrittenDate::parse(text)) evidence.add(*date);
    else evidence.add_unreadable(text);
  }
  return evidence;
}

std::string two(unsigned number) { return std::to_string(100 + number).substr(1); }

/// The days of 2024, every `step`th, as written by `write(year, month, day)`.
template <class Write>
DateEvidence year_2024(Day step, Write&& write) {
  DateEvidence evidence;
  const Day first = *lifeworth::day_of({2024, 1, 1});
  for (Day day = 0; day < 366; ++day) {
    const auto date = lifeworth::civil_of(first + day * step % 366);
    evidence.add(*WrittenDate::parse(write(two(unsigned(date.year) % 100), two(date.month), two(date.day))));
  }
  return evidence;
}

}  // namespace

TEST_CASE("a year of two digits is found first or last, sorted or not", "[correctness]") {
  for (Day step : {1, 365, 7, 53}) {  // forwards, backwards, shuffled
    INFO(step);
    const auto year_first = year_2024(step, [](auto y, auto m, auto d) { return y + "-" + m + "-" + d; });
    const auto day_first = year_2024(step, [](auto y, auto m, auto d) { return d + "-" + m + "-" + y; });
    const auto month_first = year_2024(step, [](auto y, auto m, auto d) { return m + "-" + d + "-" + y; });
    const auto slashes = year_2024(step, [](auto y, auto m, auto d) { return y + "/" + m + "/" + d; });
    const auto named = year_2024(step, [](auto y, auto, auto d) { return d + "-May-" + y; });
    for (DateOrder convention : {DateOrder::dmy, DateOrder::mdy}) {
      CHECK(year_first.decide(convention).order == DateOrder::ymd);
      CHECK(day_first.decide(convention).order == DateOrder::dmy);
      CHECK(month_first.decide(convention).order == DateOrder::mdy);
      CHECK(slashes.decide(convention).order == DateOrder::ymd);
      CHECK(named.decide(convention).order != DateOrder::ymd);
      for (const DateEvidence* column : {&year_first, &day_first, &month_first, &slashes, &named}) {
        CHECK_FALSE(column->decide(convention).asked);
        CHECK_FALSE(column->decide(convention).mixed());
      }
    }
  }
}

TEST_CASE("a part over 31 or a zero must be the year", "[correctness]") {
  CHECK(evidence({"99-03-04", "01-02-03"}).decide(DateOrder::dmy).order == DateOrder::ymd);
  CHECK(evidence({"99-03-04", "01-02-03"}).decide(DateOrder::dmy).why == Why::evidence);
  CHECK(evidence({"00-03-04", "01-02-03"}).decide(DateOrder::dmy).order == DateOrder::ymd);
  CHECK(evidence({"13-03-99", "01-02-03"}).decide(DateOrder::mdy).order == DateOrder::dmy);
  CHECK(evidence({"03-13-99", "01-02-03"}).decide(DateOrder::dmy).order == DateOrder::mdy);
  CHECK(evidence({"99-Mar-04", "01-Feb-03"}).decide(DateOrder::dmy).order == DateOrder::ymd);
}

TEST_CASE("where nothing tells, a person is asked; where nothing is open, nobody is", "[correctness]") {
  CHECK(evidence({"24-03-31"}).decide(DateOrder::dmy).asked);
  CHECK(evidence({"24-03-31"}).decide(DateOrder::dmy).why == Why::convention);
  CHECK(evidence({"03/04/24"}).decide(DateOrder::mdy).asked);
  CHECK(evidence({"03/04/24"}).decide(DateOrder::mdy).order == DateOrder::mdy);
  CHECK_FALSE(evidence({"31/03/24"}).decide(DateOrder::mdy).asked);  // with slashes the year is last
  CHECK(evidence({"31/03/24"}).decide(DateOrder::mdy).order == DateOrder::dmy);
  CHECK_FALSE(evidence({"31-Mar-24", "01-Feb-24"}).decide(DateOrder::mdy).asked);
  CHECK_FALSE(evidence({"2024-03-31", "Mar 31, 2024"}).decide(DateOrder::mdy).asked);
  CHECK(evidence({}).decide(DateOrder::mdy).order == DateOrder::ymd);
  CHECK(evidence({"13/13/2024"}).decide(DateOrder::mdy).order == DateOrder::mdy);
  CHECK(evidence({"13/13/2024"}).impossible == 1);
  CHECK_FALSE(evidence({"13/13/2024"}).decide(DateOrder::mdy).mixed());
}

TEST_CASE("one cell at row 20,000 decides, forms may be mixed, and each cell keeps its kind", "[correctness]") {
  DateEvidence column;
  for (int row = 0; row < 20'000; ++row) column.add(*WrittenDate::parse(row % 2 ? "2024-04-03" : "03/04/2024"));
  CHECK(column.decide(DateOrder::mdy).asked);
  column.add(*WrittenDate::parse("13/04/24"));
  const auto decision = column.decide(DateOrder::mdy);
  CHECK(decision.order == DateOrder::dmy);
  CHECK(decision.why == Why::evidence);
  CHECK_FALSE(decision.mixed());
  CHECK(column.certain == 10'000);
  CHECK(column.either == 10'000);
}

TEST_CASE("contradictions are counted, and what the majority cannot read has no day", "[input]") {
  const auto decision = evidence({"13/01/2024", "14/01/2024", "01/15/2024", "03/04/2024"}).decide(DateOrder::mdy);
  CHECK(decision.order == DateOrder::dmy);
  CHECK(decision.mixed());
  CHECK(decision.against == 1);
  CHECK_FALSE(WrittenDate::parse("01/15/2024")->day(decision.order));
  const auto draw = evidence({"13/01/2024", "01/15/2024"}).decide(DateOrder::mdy);
  CHECK((draw.order == DateOrder::mdy && draw.asked && draw.against == 1));
}

TEST_CASE("numbers are days only if the whole column agrees", "[correctness]") {
  const auto numbers = [](std::initializer_list<std::string_view> cells) { return evidence(cells).decide(DateOrder::dmy).numbers; };
  CHECK(numbers({"45382", "45383.5", "45384"}) == DateNumbers::serial);
  CHECK(numbers({"45382", "45383", "100000"}) == DateNumbers::none);  // ids
  CHECK(numbers({"45382", "12"}) == DateNumbers::none);
  CHECK(numbers({"45382", "n/a", "Total"}) == DateNumbers::serial);  // words are no other numbers
  CHECK(numbers({"1711843200", "1711843201"}) == DateNumbers::seconds);
  CHECK(numbers({"1711843200", "0"}) == DateNumbers::seconds);
  CHECK(numbers({"1711843200000"}) == DateNumbers::milliseconds);
  CHECK(numbers({"1711843200000000"}) == DateNumbers::microseconds);
  CHECK(numbers({"20240331", "20240401"}) == DateNumbers::compact);
  CHECK(numbers({"2024-03-31"}) == DateNumbers::none);
  CHECK(numbers({"1711843200", "171184320"}) == DateNumbers::none);  // ids of nine and ten digits
  CHECK(numbers({"1711843200", "1711843200000"}) == DateNumbers::none);
  // A spreadsheet that misread 31/03/2024 keeps it as text and turns 03/04/2024 into the wrong day's number.
  const auto misread = evidence({"45382", "45383", "31/03/2024"}).decide(DateOrder::dmy);
  CHECK((misread.numbers == DateNumbers::none && misread.numbers_against == 2 && misread.mixed()));
  CHECK(numbers({"1711843200", "1711843201", "2024-03-31"}) == DateNumbers::seconds);
}

TEST_CASE("a column in two parts says what the whole column says", "[consistency]") {
  lifeworth::Random random(31);
  std::size_t reasons[4] = {};
  for (int round = 0; round < 4000; ++round) {
    DateEvidence whole, before, behind;
    const std::size_t cells = 1 + random.below(16), cut = random.below(cells + 1), form = random.below(4), step = random.below(3), other = random.below(10);
    for (std::size_t i = 0; i < cells; ++i) {
      const std::string day = two(unsigned(1 + (step ? i * step : random.below(12)) % 28));
      const std::string month = two(unsigned(1 + (step ? i * step / 28 : random.below(12)) % 12)), year = two(unsigned(20 + i / 8));
      std::string cell = form == 0   ? month + "/" + day + "/2024"
                         : form == 1 ? day + "-" + month + "-" + year
                         : form == 2 ? "24-" + month + "-" + day
                                     : day + "/" + month + "/2024";
      if (other == i) cell = "45382";
      if (other == i + 1) cell = "7,5";
      const auto date = WrittenDate::parse(cell);
      for (DateEvidence* part : {&whole, i < cut ? &before : &behind}) date ? part->add(*date) : part->add_unreadable(cell);
    }
    before.join(behind);
    for (const DateOrder convention : {DateOrder::dmy, DateOrder::mdy}) {
      const auto expected = whole.decide(convention), found = before.decide(convention);
      CAPTURE(round, form, step, cells, cut);
      REQUIRE(found.order == expected.order);
      REQUIRE(found.why == expected.why);
      REQUIRE(found.numbers == expected.numbers);
      REQUIRE(found.asked == expected.asked);
      REQUIRE(found.against == expected.against);
      REQUIRE(found.numbers_against == expected.numbers_against);
      ++reasons[std::size_t(expected.why)];
    }
    REQUIRE(before.certain == whole.certain);
    REQUIRE(before.either == whole.either);
    REQUIRE(before.impossible == whole.impossible);
  }
  for (const Why why : {Why::evidence, Why::sorted, Why::convention}) CHECK(reasons[std::size_t(why)] > 100);
}
