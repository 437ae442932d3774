// The less usual forms of amounts, a second and slower reading to compare with, and what a column of them says.
#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.h"
#include "read/column.h"

using lifeworth::AmountEvidence;
using lifeworth::AmountUnit;
using lifeworth::Minor;
using lifeworth::WrittenAmount;

namespace {

std::optional<Minor> read(std::string_view text, char mark = '.', int digits = 2) {
  const auto amount = WrittenAmount::parse(text);
  bool rounded = false;
  return amount ? amount->minor(mark, digits, rounded) : std::nullopt;
}

std::string_view currency(std::string_view text) {
  const auto amount = WrittenAmount::parse(text);
  return amount ? lifeworth::currency_of(amount->sign) : "no amount";
}

AmountEvidence::Decision decide(std::initializer_list<std::string_view> amounts, int digits = 2) {
  AmountEvidence evidence;
  for (std::string_view text : amounts) evidence.add(*WrittenAmount::parse(text));
  return evidence.decide(digits);
}

}  // namespace

TEST_CASE("blanks of every width, and apostrophes of every shape, group digits", "[correctness]") {
  for (std::string_view gap : {" ", "\u00A0", "\u202F", "\u2009", "\u2007", "\u2008", "\u200A", "\u3000", "&nbsp;", "&thinsp;", "&#160;",
        "&#x202F;", "'", "\u2019", "\u2018", "\u02BC", "\u00B4", "&rsquo;"}) {
    INFO(gap);
    CHECK(read("1" + std::string(gap) + "234,56") == 123456);
    CHECK(read("1" + std::string(gap) + "234.56") == 123456);
    CHECK(read("12" + std::string(gap) + "345" + std::string(gap) + "678") == 1234567800);
  }
}

TEST_CASE("lakhs and crores are groups of two before the last three", "[correctness]") {
  CHECK(read("12,34,567.89") == 123456789);
  CHECK(read("1,23,456") == 12345600);
  CHECK(read("1,23,456.5") == 12345650);
  CHECK(read("\u20B912,34,56,789.00") == 12345678900);
  CHECK(read("12,34,567", ',') == 123456700);
  for (std::string_view text : {"1,23,4", "123,45,678", "1,23,45", "1,2,345", "12,345,67,890", "1,234,56,789", "1,23,456,789", "12,34,56.7",
        "1,23,4.5"}) CHECK_FALSE(read(text));
}

TEST_CASE("currencies by sign, code, entity, and in either place", "[correctness]") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"\u20AC12.50", "EUR"}, {"12.50 EUR", "EUR"}, {"EUR 12.50", "EUR"}, {"eur 12.50", "EUR"}, {"12.50 euros", "EUR"}, {"&euro;12.50", "EUR"},
        {"&#8364;12.50", "EUR"}, {"&#x20AC;12.50", "EUR"}, {"12.50&nbsp;&euro;", "EUR"},
      {"$12.50", "USD"}, {"US$ 12.50", "USD"}, {"&#36;12.50", "USD"}, {"&dollar;12.50", "USD"}, {"U$S 12.50", "USD"}, {"USD$12.50", "USD"},
        {"\uFF0412.50", "USD"}, {"12.50$", "USD"},
      {"\u00A312.50", "GBP"}, {"&pound;12.50", "GBP"}, {"\uFFE112.50", "GBP"}, {"\u00A512.50", "JPY"}, {"&yen;12.50", "JPY"},
        {"12.50\u5143", "CNY"}, {"\u20B912.50", "INR"}, {"\u20A912.50", "KRW"}, {"\u20BA12.50", "TRY"},
      {"S/ 12.50", "PEN"}, {"S/. 12.50", "PEN"}, {"S/.12.50", "PEN"}, {"R$ 12,50", "BRL"}, {"&#82;&#36;12.50", "BRL"}, {"RM12.50", "MYR"},
        {"12,50 z\u0142", "PLN"}, {"12,50 K\u010D", "CZK"}, {"CHF 12.50", "CHF"}, {"Fr. 12.50", "CHF"},
      {"kr 12,50", ""}, {"12,50 kr", ""}, {"12,50 kr.", ""}, {"kr.12,50", ""}, {"Rs. 12.50", ""}, {"Rs.12.50", ""}, {"12,50 SEK", "SEK"},
        {"12,50 kr SEK", "SEK"}, {"SEK 12,50 kr", "SEK"}, {"12,50 lei", "RON"}, {"\u20AA12.50", "ILS"},
      {"A$12.50", "AUD"}, {"CA$12.50", "CAD"}, {"$12.50 CAD", "CAD"}, {"$ 12.50 MXN", "MXN"}, {"MXN $12.50", "MXN"}, {"NT$12.50", "TWD"},
        {"12.50 \u20BD", "RUB"}, {"12,50 \u0440\u0443\u0431.", "RUB"}, {"\u20AC 12.50 EUR", "EUR"}, {"12.50", ""}};
  for (const auto& [text, code] : cases) {
    INFO(text);
    CHECK(read(text) == 1250);
    CHECK(currency(text) == code);
  }
  CHECK(WrittenAmount::parse("12,50 kr")->sign_text() == "kr");
  CHECK(WrittenAmount::parse("S/. 12,50")->sign_text() == "S/");
  CHECK(read("\u20AC.50") == 50);
  CHECK(read("USD .50") == 50);
  CHECK(read("$.50") == 50);
}

TEST_CASE("negatives of accounts and of typography", "[correctness]") {
  for (std::string_view text : {"-12.50", "12.50-", "12,50-", "\u221212.50", "\u201312.50", "\u2013 12.50", "\u2013$12.50", "$\u221212.50",
        "(12.50)", "(\u20AC12.50)", "\u20AC(12.50)", "$ (12.50)", "(12.50) EUR", "(12,50 \u20AC)", "\uFF0D12.50", "&minus;12.50",
                                "-&euro;12.50", "-\u00A012,50\u00A0\u20AC", "\uFF08\uFF11\uFF12.\uFF15\uFF10\uFF09", "'-12.50", "-S/ 12.50",
        "S/ -12.50", "- 12.50 USD"})
    CHECK(read(text) == -1250);
  for (std::string_view text : {"+12.50", "+$12.50", "$+12.50", "'12.50", "=\"12.50\"", "'+12.50", "\uFF11\uFF12.\uFF15\uFF10",
        "\uFF11\uFF12\uFF0E\uFF15\uFF10", " 12.50 ", "\u00A012.50\u00A0", "\u200E12.50", "12.50\t"}) CHECK(read(text) == 1250);
}

TEST_CASE("a dash for the cents is no minus", "[correctness]") {
  for (std::string_view text : {"12.\u2013", "12.-", "12,-", "12,--", "CHF 12.\u2013", "CHF 12.-", "12.\u2014 CHF", "Fr. 12.-", "12,- \u20AC",
        "12.\u2014"}) CHECK(read(text) == 1200);
  CHECK(read("-12.\u2013") == -1200);
  CHECK(read("1'234.\u2013 CHF") == 123400);
}

TEST_CASE("marks without a digit before or behind", "[correctness]") {
  CHECK(read(".5") == 50);
  CHECK(read("5.") == 500);
  CHECK(read("-.5") == -50);
  CHECK(read(",5") == 50);
  CHECK(read("1,234.") == 123400);
}

TEST_CASE("binary fractions are read to the cent without a word about rounding", "[correctness]") {
  const auto rounded = [](std::string_view text, Minor expected, char mark = '.') {
    bool lost = false;
    const auto amount = WrittenAmount::parse(text);
    REQUIRE(amount);
    CHECK(amount->minor(mark, 2, lost) == expected);
    return lost;
  };
  for (std::string_view noise : {"0.30000000000000004", "0.299999999999999988", "0.3000000000000000444089209850062616169452667236328125",
        "00.30000000000000004", "0.30"}) CHECK_FALSE(rounded(noise, 30));
  CHECK_FALSE(rounded("19.989999999999998", 1999));
  CHECK_FALSE(rounded("-19.989999999999998", -1999));
  CHECK_FALSE(rounded("123456.78999999999", 12345679));
  CHECK_FALSE(rounded("0.010000000000000002", 1));
  CHECK_FALSE(rounded("0.000000000000000000000001", 0));
  CHECK(rounded("0.005", 1));
  CHECK(rounded("1.2345", 123));
  CHECK(rounded("0.0001", 0));
  CHECK(rounded("1.23456789012345678901234", 123));
  CHECK(rounded("-1.23999", -124));
}

TEST_CASE("minor units are whole already", "[correctness]") {
  bool rounded = false;
  CHECK(WrittenAmount::parse("1250")->minor('.', 2, rounded, AmountUnit::minor) == 1250);
  CHECK(WrittenAmount::parse("1,250")->minor('.', 2, rounded, AmountUnit::minor) == 1250);
  CHECK(WrittenAmount::parse("-1250.0")->minor('.', 2, rounded, AmountUnit::minor) == -1250);
  CHECK_FALSE(rounded);
  CHECK(WrittenAmount::parse("1250.5")->minor('.', 2, rounded, AmountUnit::minor) == 1251);
  CHECK(rounded);
}

TEST_CASE("a column says which mark is decimal, that it cannot know, or that it contradicts itself", "[correctness]") {
  CHECK(decide({"1,234", "1,2"}).decimal_mark == ',');
  CHECK_FALSE(decide({"1,234", "1,2"}).asked);
  CHECK(decide({"1,234", "12,34,567"}).decimal_mark == '.');
  CHECK(decide({"1,234", "0,500"}).decimal_mark == ',');
  CHECK(decide({"1,234", "1234,500"}).decimal_mark == ',');
  CHECK(decide({"1,234", "9 999,5"}).decimal_mark == ',');
  CHECK(decide({"1,234"}).asked);
  CHECK_FALSE(decide({"1,234"}, 0).asked);
  CHECK(decide({"1,234", "1.234"}, 0).asked);
  CHECK(decide({"1,234", "1.234"}, 3).asked);
  CHECK(decide({"1,5", "1.5"}).mixed);
  CHECK_FALSE(decide({"1,5", "1.5"}).asked);  // each can be read by itself
  CHECK(decide({"1,5", "1.5", "1,234"}).asked);
  CHECK(decide({"1,5", "1,5", "1.5", "1,234"}).asked);
  CHECK_FALSE(decide({"1,5", "2,5"}).mixed);
}

TEST_CASE("a slow second reading agrees on whatever is made of digits and marks", "[consistency]") {
  // The rules once more, by looking at the groups between the marks.
  const auto slowly = [](const std::string& text, char decimal_mark) -> std::optional<Minor> {
    std::vector<std::string> groups(1);
    std::string marks;
    for (char c : text) {
      if (c >= '0' && c <= '9') groups.back() += c;
      else marks += c, groups.emplace_back();
    }
    const bool minus = marks.starts_with('-') && groups[0].empty();
    if (minus) marks.erase(0, 1), groups.erase(groups.begin());
    if (marks.find('-') != std::string::npos) return std::nullopt;
    std::string all;
    for (const std::string& group : groups) all += group;
    if (all.empty()) return std::nullopt;
    const auto grouped = [&](std::size_t count) {  // the first `count` groups are one number, written in groups
      if (count == 1) return true;
      if (groups[0].empty() || groups[0].size() > 3 || groups[count - 1].size() != 3) return false;
      bool threes = true, twos = groups[0].size() <= 2 && count > 2;
      for (std::size_t i = 1; i + 1 < count; ++i) threes = threes && groups[i].size() == 3, twos = twos && groups[i].size() == 2;
      for (std::size_t i = 1; i + 1 < count; ++i)
        if (marks[i] != marks[0]) return false;
      return threes || twos;
    };
    const std::size_t kinds = (marks.find('.') != std::string::npos) + (marks.find(',') != std::string::npos) + (marks.find('\'') != std::string::npos);
    bool decimals = false;
    if (marks.empty()) decimals = false;
    else if (marks.size() == 1 && marks[0] != '\'') {
      const bool could_group = groups[0].size() >= 1 && groups[0].size() <= 3 && groups[1].size() == 3 && groups[0][0] != '0';
      decimals = !could_group || marks[0] == decimal_mark;
    } else if (kinds == 1) {
      if (!grouped(groups.size())) return std::nullopt;
    } else {
      if (kinds > 2 || marks.back() == '\'' || marks.substr(0, marks.size() - 1).find(marks.back()) != std::string::npos || !grouped(groups.size() - 1)) return std::nullopt;
      decimals = true;
    }
    std::string cents = decimals ? groups.back() : "", whole = all.substr(0, all.size() - cents.size());
    const bool up = cents.size() > 2 && cents[2] >= '5';
    cents = (cents + "00").substr(0, 2);
    const Minor minor = std::stoll("0" + whole + cents) + up;
    return minus ? -minor : minor;
  };
  constexpr Minor nothing = -1'000'000'000'000'000'001;
  lifeworth::Random random(23);
  for (int round = 0; round < 300'000; ++round) {
    std::string text = random.below(8) ? "" : "-";
    for (std::uint64_t piece = 1 + random.below(5); piece > 0; --piece) {
      for (std::uint64_t digit = random.below(3) ? 3 : random.below(5); digit > 0; --digit) text += char('0' + random.below(10));
      if (piece > 1) text += ".,,.'"[random.below(5)];
    }
    if (text.size() > 16 || text.starts_with('\'')) continue;  // an apostrophe in front is a guard
    for (char mark : {'.', ','}) {
      INFO(text << " with " << mark);
      REQUIRE(read(text, mark).value_or(nothing) == slowly(text, mark).value_or(nothing));
    }
  }
}

TEST_CASE("no bytes crash the reading of amounts", "[input]") {
  lifeworth::Random random(29);
  const std::string_view pieces[] = {"1", "234", ".", ",", "-", "(", ")", " ", "$", "\xE2\x82\xAC", "\xC2\xA0", "\xE2\x80", "\xFF", "'", "EUR",
        "kr.", "&", "&#", "36;", "&#x20AC;", "&nbsp;", "+", "\xE2\x80\x93", "S/", "000000000", "="};
  for (int round = 0; round < 60'000; ++round) {
    std::string text;
    for (std::uint64_t piece = random.below(9); piece > 0; --piece) {
      if (random.below(5)) text += pieces[random.below(std::size(pieces))];
      else text += static_cast<char>(random.below(256));
    }
    if (const auto amount = WrittenAmount::parse(text)) {
      bool rounded = false;
      for (int digits : {0, 2, 3})
        for (char mark : {'.', ','}) (void)amount->minor(mark, digits, rounded);
      REQUIRE((amount->digits > -1'000'000'000'000'000'000 && amount->digits < 1'000'000'000'000'000'000));
    }
  }
}
