// What a file is, from its first bytes; and how its lines are cut into cells.
#include "read/text_kind.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "read/dialect.h"
#include "read/json_kind.h"

using namespace std::string_literals;
using lifeworth::Code;
using lifeworth::guess_dialect;
using lifeworth::json_shape;
using lifeworth::refusal_of_bytes;
using lifeworth::TextKind;

namespace {

/// The code of the refusal; "" for a file that is read.
std::string_view refusal(std::string_view bytes, bool whole = true) {
  const auto error = refusal_of_bytes(bytes, whole);
  return error ? lifeworth::wording(error->code).code : std::string_view();
}

char delimiter(std::string_view text) { return guess_dialect(text).dialect.delimiter; }

}  // namespace

TEST_CASE("noise is refused, text with a stray control byte is not", "[input]") {
  std::string noise;
  for (unsigned i = 0; i < 2000; ++i) noise += char(i * 2654435761u >> 13);
  CHECK(refusal(noise) == "not_text");
  CHECK(refusal("\x01\x02\x03\x04") == "not_text");
  std::string text = "a,b\n";
  for (int i = 0; i < 200; ++i) text += "1,2\n";
  CHECK(refusal(text + "\0\x1A"s) == "");
  CHECK(refusal("a,b\n1,\0002\n"s) == "");             // one zero among few letters
  CHECK(refusal("a,b\n1,\1\n"s) == "");               // one control byte
  CHECK(refusal(text + std::string(9000, '\0')) == "");  // the tail of a copy that broke off
  CHECK(refusal(std::string(9000, '\0')) == "zeros_only");
  CHECK(refusal(std::string(90000, '\0'), false) == "zeros_only");
  CHECK(refusal("a,b\n1,2\n\x1A") == "");  // the end mark of old systems
}

TEST_CASE("nothing and blanks only are told apart", "[input]") {
  CHECK(refusal("") == "empty_file");
  CHECK(refusal("\n") == "blank_file");
  CHECK(refusal(" \t\r\n\u00A0 \n") == "blank_file");
  CHECK(refusal("\xEF\xBB\xBF\n\n") == "blank_file");
  CHECK(refusal("\xFF\xFE\n\0\n\0"s) == "blank_file");
  CHECK(refusal("\n\n\n", false) == "");  // the rest of the file may hold more
}

TEST_CASE("web pages and XML are refused in any capitals, behind blanks and marks, also in UTF-16", "[input]") {
  for (std::string_view page : {"<!DOCTYPE html><html>", "<!doctype HTML>", "  \r\n<html lang=\"en\">", "<HTML><HEAD></HEAD>", "\xEF\xBB\xBF<html>",
                                "<!-- saved from a page -->\n<body>", "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html/>", "<meta charset=\"utf-8\">", "<p>Not found</p>"})
    CHECK(refusal(page) == "web_page");
  CHECK(refusal("\xEF\xBB\xBF<?xml version=\"1.0\"?>") == "xml_file");
  std::string wide = "\xFF\xFE";
  for (char c : "<!DOCTYPE html>"s) wide += c, wide += '\0';
  CHECK(refusal(wide) == "web_page");
  CHECK(refusal("<5,date,total\n1,2024-01-01,3\n") == "");
}

TEST_CASE("JSON is known by how it goes on", "[correctness]") {
  const auto kind = [](std::string_view text) { return json_shape(text, true).value().kind; };
  CHECK(kind("[{\"a\":1}]") == TextKind::json_array);
  CHECK(kind(" [ ] ") == TextKind::json_array);
  CHECK(kind("{\"orders\":[{\"a\":1}]}\n") == TextKind::json_object);
  CHECK(kind("{\n  \"a\": 1\n}") == TextKind::json_lines);
  CHECK(kind("{\"a\":1}\n{\"a\":2}\n") == TextKind::json_lines);
  CHECK(kind("{\"a\":\"}{\"}\r\n{\"a\":2}") == TextKind::json_lines);
  for (std::string_view table : {"a,b\n1,2", "[Report] orders\na,b\n", "{customer},b\n1,2", "\"a\",\"b\"\n", "1,2\n", ""}) CHECK(!json_shape(table, true));
}

TEST_CASE("the delimiter is the one under which the rows agree", "[correctness]") {
  CHECK(delimiter("a,b,c\n1,2,3\n4,5,6\n") == ',');
  CHECK(delimiter("a;b;c\n1;2;3\n4;5;6\n") == ';');
  CHECK(delimiter("a\tb\tc\n1\t2\t3\n") == '\t');
  CHECK(delimiter("a|b|c\n1|2|3\n") == '|');
}

TEST_CASE("decimal commas, lists and sentences inside cells do not make the comma the delimiter", "[input]") {
  CHECK(delimiter("cliente;importe\nx@example.org;12,50\ny@example.org;7,10\n") == ';');
  CHECK(delimiter("cliente;fecha;importe\nx;05/01/2024;1.012,50\ny;06/01/2024;7,10\n") == ';');
  CHECK(delimiter("importe;iva\n12,50;2,62\n7,10;1,49\n") == ';');
  CHECK(delimiter("id\tnote\ttotal\n1\tred, blue, green\t5,00\n2\tred, blue, white\t6,00\n") == '\t');
  CHECK(delimiter("date,items,total\n2024-01-01,\"1;2;3\",5\n2024-01-02,\"4;5;6\",7\n") == ',');
  CHECK(delimiter("date,items,total\n2024-01-01,a|b,5\n2024-01-02,c,7\n2024-01-03,d|e|f,9\n") == ',');
}

TEST_CASE("a sep line names the delimiter and is no row", "[correctness]") {
  CHECK(delimiter("sep=;\na;b\n1;2\n") == ';');
  CHECK(guess_dialect("sep=;\na;b\n").skip_bytes == 6);
  CHECK(guess_dialect("SEP=|\r\na|b\r\n").skip_bytes == 7);
  CHECK(guess_dialect("sep=\t\ra\tb\r").skip_bytes == 6);
  CHECK(guess_dialect("sep=,x\n1,2\n").skip_bytes == 0);
  CHECK(guess_dialect("sep=").skip_bytes == 0);
}

TEST_CASE("a delimiter is found past ragged rows, quoted line ends and a sample cut in the middle of a row", "[input]") {
  CHECK(delimiter("a;b;c\n1;2;3\n4;5\n6;7;8;9\n1;2;3\n\"x\ny,z\n,,\";5;6\n7;8") == ';');
}
