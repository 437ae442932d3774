// Amounts as written, by the forms of the export catalogue (section 0.4); minor units counted by hand.
#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "read/column.h"
#include "read/types.h"

using lifeworth::AmountEvidence;
using lifeworth::Minor;
using lifeworth::WrittenAmount;
using Mark = WrittenAmount::Mark;

namespace {

/// Minor units of a currency with two decimals (or as told) under a decimal mark; nothing when it is no amount.
std::optional<Minor> read(std::string_view text, char mark = '.', int digits = 2) {
  const auto amount = WrittenAmount::parse(text);
  bool rounded = false;
  return amount ? amount->minor(mark, digits, rounded) : std::nullopt;
}

std::string_view sign_of(std::string_view text) {
  static WrittenAmount amount;
  const auto read = WrittenAmount::parse(text);
  if (!read) return "no amount";
  amount = *read;
  return amount.sign_text();
}

}  // namespace

TEST_CASE("amounts whose marks are certain read the same under both decimal marks", "[correctness]") {
  for (char mark : {'.', ','}) {
    CHECK(read("1234.56", mark) == 123456);
    CHECK(read("1,234.56", mark) == 123456);
    CHECK(read("1.234,56", mark) == 123456);
    CHECK(read("1234,56", mark) == 123456);
    CHECK(read("1,234,567.8", mark) == 123456780);
    CHECK(read("1.234.567,8", mark) == 123456780);
    CHECK(read("9,99", mark) == 999);
    CHECK(read("1.355,90", mark) == 135590);
    CHECK(read("10,00", mark) == 1000);
    CHECK(read("163056", mark) == 16305600);
    CHECK(read("0", mark) == 0);
    CHECK(read("0.1", mark) == 10);
    CHECK(read(".5", mark) == 50);
    CHECK(read(",5", mark) == 50);
    CHECK(read("5.", mark) == 500);
    CHECK(read("0,5", mark) == 50);
    CHECK(read("1,234,567", mark) == 123456700);
    CHECK(read("1.234.567", mark) == 123456700);
    CHECK(read("12345,678", mark) == 1234568);
    CHECK(read("0.125", mark) == 13);
    CHECK(read("0007.5", mark) == 750);
  }
}

TEST_CASE("one mark and three digits behind it means what the column's decimal mark says", "[correctness]") {
  CHECK(read("1,234", '.') == 123400);
  CHECK(read("1,234", ',') == 123);
  CHECK(read("1.234", '.') == 123);
  CHECK(read("1.234", ',') == 123400);
  CHECK(read("999.999", ',') == 99999900);
  CHECK(WrittenAmount::parse("1,234")->mark == Mark::either);
  CHECK(WrittenAmount::parse("1234,567")->mark == Mark::comma);  // four digits before cannot be a group
  CHECK(WrittenAmount::parse("0,123")->mark == Mark::comma);     // nor can a zero
}

TEST_CASE("blanks of three kinds and apostrophes group digits", "[correctness]") {
  for (std::string_view gap : {" ", "\u00A0", "\u202F", "'", "\u2019"}) {
    const std::string thousand = "1" + std::string(gap) + "234", million = "12" + std::string(gap) + "345" + std::string(gap) + "678";
    for (char mark : {'.', ','}) {
      CHECK(read(thousand, mark) == 123400);
      CHECK(read(million, mark) == 1234567800);
      CHECK(read(thousand + ",56", mark) == 123456);
      CHECK(read(thousand + ".5", mark) == 123450);
      CHECK(read(thousand + ".567", mark) == 123457);
    }
  }
}

TEST_CASE("minus signs before, behind, of two kinds, and parentheses", "[correctness]") {
  for (std::string_view text : {"-3.00", "- 3.00", "3.00-", "3.00 -", "\u22123.00", "3,00\u2212", "(3.00)", "( 3,00 )", "-$3.00", "$-3.00", "($3.00)", "3,00- \u20AC",
                                "-3,00 \u20AC", "\u20AC -3,00", "\u2212 \u20AC3.00", "EUR -3.00", "-3.00 EUR", "(3,00 \u20AC)", "-\u00A03,00\u00A0\u20AC"})
    CHECK(read(text) == -300);
  CHECK(read("+3.00") == 300);
  CHECK(read("+ \u20AC3.00") == 300);
  CHECK(read("-0.00") == 0);
}

TEST_CASE("currency signs and codes on either side are kept with the amount", "[correctness]") {
  CHECK(read("$45.00") == 4500);
  CHECK(sign_of("$45.00") == "$");
  CHECK(read("12,50 \u20AC") == 1250);
  CHECK(sign_of("12,50\u00A0\u20AC") == "\u20AC");
  CHECK(read("S/ 99") == 9900);
  CHECK(sign_of("S/ 99") == "S/");
  CHECK(read("S/. 99.50") == 9950);
  CHECK(read("S/.150") == 15000);
  CHECK(read("RM 1,234.56") == 123456);
  CHECK(sign_of("RM 1,234.56") == "RM");
  CHECK(read("EUR1.234,50") == 123450);
  CHECK(sign_of("1 234,50 EUR") == "EUR");
  CHECK(sign_of("R$ 10,00") == "R$");
  CHECK(sign_of("US$10") == "US$");
  CHECK(sign_of("\u00A310") == "\u00A3");
  CHECK(sign_of("10") == "");
}

TEST_CASE("a sign and a code together: the code says which dollar it is", "[correctness]") {
  CHECK(sign_of("$12.00 CAD") == "CAD");
  CHECK(sign_of("AUD $12.00") == "AUD");
  CHECK(sign_of("$12.00 USD") == "USD");
  CHECK(sign_of("\u20AC12.00 EUR") == "EUR");
  CHECK(sign_of("USD 12.00 EUR") == "no amount");
  CHECK(sign_of("$12.00 kg") == "no amount");
}

TEST_CASE("what is no amount is not read as one", "[input]") {
  for (std::string_view text : {"", " ", "-", "--", "\u2014", "n/a", "free", "10%", "10,34%", "% 10", "1E5", "1e5", "1.5e3", "0x1F", "#REF!", "#N/A", "NaN", "Infinity", "$", "EUR", "()",
                                "(", "(5.00", "5.00)", "1,2,3", "12,34,56", "1,23,4", "12,345,67", "1,23,4567", "1,234,56", "1.2.3", "1.234.56", "1,234.5.6", "1.234,56,7", "1 23", "1 2345", "12 34,5",
                                "1234 567", "1,234 567", "1'23", "03/04/2024", "03.04.2024", "31-12-2024", "2024-03-31", "10:30", "5 kg", "5 pcs", "1'234 567", "1'234.567,5", "1 234.567,5", "5.00 CR", "5.00 Dr", "12 USD EUR", "\u20AC5 USD", "US$5 CAD", "3-5", "5.00 \u2013", "2024 Q1", "5,000k", "+", "+-5", "x5", "5x", "1/2", "..5", "5..", "1,.5",
                                "--5", "-5-", "(-5)", "5 5", "1 234 56", "'", ".", ",", "-.", "1234567890123456789", "\u0661\u0662"})
    CHECK_FALSE(read(text));
}

TEST_CASE("more decimals than the currency has are rounded half away from zero, and counted", "[correctness]") {
  CHECK(read("0.005") == 1);
  CHECK(read("-0.005") == -1);
  CHECK(read("0.0049") == 0);
  CHECK(read("1.995") == 200);
  CHECK(read("-1.9949") == -199);
  CHECK(read("2.50", '.', 0) == 3);
  CHECK(read("-2.50", '.', 0) == -3);
  CHECK(read("2.49", '.', 0) == 2);
  bool rounded = false;
  CHECK(WrittenAmount::parse("1.500")->minor('.', 2, rounded) == 150);
  CHECK_FALSE(rounded);  // nothing was lost
  CHECK(WrittenAmount::parse("1.5001")->minor('.', 2, rounded) == 150);
  CHECK(rounded);
}

TEST_CASE("yen have no decimals and dinars three", "[correctness]") {
  CHECK(read("163056", '.', 0) == 163056);
  CHECK(read("163,056", '.', 0) == 163056);
  CHECK(read("1,234.5", '.', 3) == 1234500);
  CHECK(read("1.234", '.', 3) == 1234);
  CHECK(read("1.2345", '.', 3) == 1235);
}

TEST_CASE("an amount too large for 64 bits is no amount, and the largest that fits is exact", "[input]") {
  CHECK(read("92233720368547758.07") == std::nullopt);  // 19 digits
  CHECK(read("9223372036854775.80") == 922337203685477580);
  CHECK(read("999999999999999999", '.', 0) == 999999999999999999);
  CHECK(read("999999999999999999") == std::nullopt);
  CHECK(read("-999999999999999999") == std::nullopt);
  CHECK(read("0.00000000000000001") == 0);
}

TEST_CASE("a decimal mark proved anywhere in the column decides the ambiguous amounts", "[correctness]") {
  const auto decide = [](std::initializer_list<std::string_view> amounts) {
    AmountEvidence evidence;
    for (std::string_view text : amounts) evidence.add(*WrittenAmount::parse(text));
    return evidence.decide(2);
  };
  CHECK(decide({"1,234", "2,345", "7.5"}).decimal_mark == '.');
  CHECK_FALSE(decide({"1,234", "2,345", "7.5"}).asked);
  CHECK(decide({"1.234", "1.234.567"}).decimal_mark == ',');  // grouping with one mark proves the other
  CHECK(decide({"1,234,567"}).decimal_mark == '.');
  CHECK(decide({"1.234", "2,5"}).decimal_mark == ',');
  // Nothing but three digits behind one mark: money rarely has three decimals, so they are grouped; the person is asked.
  CHECK(decide({"1,234", "2,345"}).decimal_mark == '.');
  CHECK(decide({"1.234", "2.345"}).decimal_mark == ',');
  CHECK(decide({"1,234", "2,345"}).asked);
  CHECK(decide({"1.234", "2.345"}).asked);
  CHECK_FALSE(decide({"12", "13"}).asked);
  // A currency without a minor unit cannot have decimals; one of thousandths has them.
  AmountEvidence thousand;
  thousand.add(*WrittenAmount::parse("12.500"));
  CHECK((thousand.decide(0).decimal_mark == ',' && !thousand.decide(0).asked));
  CHECK((thousand.decide(3).decimal_mark == '.' && !thousand.decide(3).asked));
  CHECK(decide({"1,5", "1,6", "1.5", "1,234"}).decimal_mark == ',');
  CHECK(decide({"1,5", "1,6", "1.5", "1,234"}).asked);
}

TEST_CASE("any number of cents reads back from the ways of writing it", "[consistency]") {
  lifeworth::Random random(5);
  for (int round = 0; round < 4'000; ++round) {
    Minor cents = Minor(random.bits() >> (4 + random.below(58)));
    if (cents > 9'000'000'000'000'000) cents = cents % 9'000'000'000'000'000;
    std::string whole = std::to_string(cents / 100), cent = std::to_string(100 + cents % 100).substr(1), grouped = whole;
    for (std::size_t at = whole.size(); at > 3; at -= 3) grouped.insert(at - 3, "g");
    const auto with = [&](std::string_view gap, std::string_view mark) {
      std::string text;
      for (char c : grouped) text += c == 'g' ? std::string(gap) : std::string(1, c);
      return text + std::string(mark) + cent;
    };
    const char mark = random.below(2) ? '.' : ',';
    INFO(cents);
    REQUIRE(read(with("", "."), mark) == cents);
    REQUIRE(read(with("", ","), mark) == cents);
    REQUIRE(read(with(",", "."), mark) == cents);
    REQUIRE(read("-" + with(".", ","), mark) == -cents);
    REQUIRE(read("\u20AC " + with("\u202F", ","), mark) == cents);
    REQUIRE(read("(" + with("'", ".") + " CHF)", mark) == -cents);
  }
}
