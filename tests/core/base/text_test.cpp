// Text, money as text, sentences.
#include "base/text.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <string>

#include "base/money.h"
#include "base/sentence.h"

using lifeworth::decimal_text;
using lifeworth::folded;
using lifeworth::trimmed;

TEST_CASE("trimming takes blanks of every kind off both ends and nothing inside", "[correctness]") {
  CHECK(trimmed(" \t\r\n\u00A0a \u00A0b\u202F\uFEFF ") == "a \u00A0b");
  CHECK(trimmed("\u00A0") == "");
  CHECK(trimmed("") == "");
  CHECK(trimmed("\u00E0") == "\u00E0");  // its last byte is that of a no-break space
  CHECK(trimmed("\u20AC") == "\u20AC");
}

TEST_CASE("folding makes headers comparable", "[correctness]") {
  CHECK(folded("Fecha_de Creaci\u00F3n ") == "fecha de creacion");
  CHECK(folded("  --Order  ID#  ") == "order id");
  CHECK(folded("\u00C1\u00C9\u00CD\u00D3\u00DA\u00D1\u00DC\u00C7\u00DF\u00FF") == "aeiounucsy");
  CHECK(folded("\u00C0\u00C1\u00C2\u00C3\u00C4\u00C5\u00C8\u00CA\u00CB\u00CC\u00CE\u00CF\u00D2\u00D4\u00D5\u00D6\u00D8\u00D9\u00DB\u00DD") == "aaaaaaeeeiiiooooouuy");
  CHECK(folded("e-mail") == "e mail");
  CHECK(folded("") == "");
  CHECK(folded("***") == "");
  CHECK(folded("a\u00D7b") == "a b");
}

TEST_CASE("folding takes no-break spaces for spaces and accents written behind their letter for accents", "[input]") {
  CHECK(folded("Fecha\u00A0pedido") == "fecha pedido");
  CHECK(folded("N.\u00BA de pedido") == "n de pedido");
  CHECK(folded("Creacio\u0301n") == "creacion");
  CHECK(folded("an\u0303o") == "ano");
}

TEST_CASE("letters of other scripts are kept", "[correctness]") {
  CHECK(folded("\u65E5\u4ED8") == "\u65E5\u4ED8");
  CHECK(folded("\u0434\u0430\u0442\u0430 1") == "\u0434\u0430\u0442\u0430 1");
}

TEST_CASE("minor units as decimal text", "[correctness]") {
  CHECK(decimal_text(-1234, 2) == "-12.34");
  CHECK(decimal_text(5, 2) == "0.05");
  CHECK(decimal_text(-5, 2, ',') == "-0,05");
  CHECK(decimal_text(0, 2) == "0.00");
  CHECK(decimal_text(0, 0) == "0");
  CHECK(decimal_text(100, 0) == "100");
  CHECK(decimal_text(1234, 3, ',') == "1,234");
  CHECK(decimal_text(std::numeric_limits<std::int64_t>::max(), 2) == "92233720368547758.07");
  CHECK(decimal_text(std::numeric_limits<std::int64_t>::min(), 2) == "-92233720368547758.08");
}

TEST_CASE("currencies by ISO 4217", "[correctness]") {
  using namespace lifeworth;
  for (std::string_view code : {"AED", "EUR", "USD", "GBP", "JPY", "KWD", "CLP", "MXN", "PEN", "ZWL", "COP", "ARS"}) CHECK(is_currency_code(code));
  for (std::string_view code : {"", "eur", "EURO", "EU", "XXQ", "ABC", "$"}) CHECK_FALSE(is_currency_code(code));
  CHECK(minor_digits("EUR") == 2);
  for (std::string_view code : {"JPY", "CLP", "KRW", "VND", "PYG", "ISK"}) CHECK(minor_digits(code) == 0);
  for (std::string_view code : {"KWD", "BHD", "TND", "JOD", "OMR"}) CHECK(minor_digits(code) == 3);
  CHECK(minor_digits("") == 2);
  CHECK(currency_of_sign("\u20AC") == "EUR");
  CHECK(currency_of_sign("R$") == "BRL");
  CHECK(currency_of_sign("?") == "");
  CHECK(power_of_ten(0) == 1);
  CHECK(power_of_ten(18) == 1'000'000'000'000'000'000);
}

TEST_CASE("sentences are filled in English, and places without an argument stay empty", "[correctness]") {
  using lifeworth::Argument;
  const Argument arguments[] = {{"count", std::int64_t(3)}, {"name", std::string("x {count} y")}, {"share", 0.25}};
  CHECK(lifeworth::filled("{count} of {name}, {share}{nobody}.", arguments) == "3 of x {count} y, 0.25.");
  CHECK(lifeworth::filled("no places", arguments) == "no places");
  CHECK(lifeworth::filled("an open {count", arguments) == "an open ");
  CHECK(lifeworth::english({lifeworth::Code::empty_file}) == "The file is empty. It has 0 bytes. Export it again, or choose another file.");
}
