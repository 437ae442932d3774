// Files that are no tables, each named by its first bytes as its format's specification gives them; and tables that only look like them.
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "read/text_kind.h"

using namespace std::string_literals;
using lifeworth::refusal_of_bytes;

namespace {

std::string_view refusal(const std::string& bytes) {
  const auto error = refusal_of_bytes(bytes, true);
  return error ? lifeworth::wording(error->code).code : std::string_view();
}

/// "code: kind" of the refusal, or its code alone.
std::string named(const std::string& bytes) {
  const auto error = refusal_of_bytes(bytes, true);
  if (!error) return "";
  const std::string code(lifeworth::wording(error->code).code);
  return error->arguments.empty() ? code : code + ": " + std::get<std::string>(error->arguments.front().value);
}

const std::string binary_tail = "\0\x01\x02\x03"s + std::string(300, '\x05');
const std::string compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(600, '\0');

std::string wide(std::string_view text) {
  std::string bytes;
  for (const char c : text) bytes += c, bytes += '\0';
  return bytes;
}

}  // namespace

TEST_CASE("files of data that are no text are refused by name", "[input]") {
  const std::pair<std::string, std::string_view> files[] = {
      {"PK\x03\x04", "ZIP / XLSX"},      {"\x1F\x8B\x08", "GZIP"},        {"%PDF-1.7\n", "PDF"}, {"{\\rtf1\\ansi", "RTF"},          {"PAR1", "Parquet"}, {"Obj\x01", "Avro"},
      {"SQLite format 3\0"s, "SQLite"}, {"ORC", "ORC"},                  {"ARROW1\0\0"s, "Arrow / Feather"}, {"\0\x01\0\0Standard ACE DB\0"s, "Access"}, {"\0\x01\0\0\0\x0F"s, "TrueType"}};
  for (const auto& [start, name] : files) CHECK(named(start + binary_tail) == "binary_file: " + std::string(name));
}

TEST_CASE("archives, pictures and programs are refused by name", "[input]") {
  const std::pair<std::string, std::string_view> archives[] = {{"7z\xBC\xAF\x27\x1C", "7-Zip"}, {"Rar!\x1A\x07\x01", "RAR"}, {"\xFD" "7zXZ\0"s, "XZ"}, {"BZh91AY&SY", "BZIP2"}, {"\x28\xB5\x2F\xFD", "Zstandard"}};
  for (const auto& [start, name] : archives) CHECK(named(start + binary_tail) == "packed_file: " + std::string(name));
  std::string tar = "orders.csv"s + std::string(247, '\0') + "ustar\00000"s + std::string(248, '\0') + "a,b\n1,2\n";
  CHECK(named(tar) == "packed_file: TAR");
  const std::pair<std::string, std::string_view> pictures[] = {
      {"\x89PNG\r\n\x1A\n", "PNG"}, {"GIF89a", "GIF"}, {"\xFF\xD8\xFF\xE0", "JPEG"}, {"RIFF\x10\0\0\0WEBPVP8 "s, "WebP"}, {"II*\0"s, "TIFF"}, {"MM\0*"s, "TIFF"},
      {"BM\x36\0\x0C\0\0\0\0\0\x36\0\0\0\x28\0\0\0"s, "BMP"}, {"\0\0\0\x18" "ftypheic"s, "HEIC"}, {"\0\0\0\x20" "ftypisom"s, "MP4"}, {"ID3\x04\0"s, "MP3"}, {"\x1A\x45\xDF\xA3", "WebM / Matroska"}};
  for (const auto& [start, name] : pictures) CHECK(named(start + binary_tail) == "picture_file: " + std::string(name));
  CHECK(named("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>") == "picture_file: SVG");
  CHECK(named("MZ\x90\0"s + binary_tail) == "program_file: EXE");
  CHECK(named("\x7F" "ELF\x02"s + binary_tail) == "program_file: ELF");
}

TEST_CASE("the old files of Office are told apart by the streams they name", "[input]") {
  CHECK(refusal(compound) == "old_excel_file");
  CHECK(refusal(compound + wide("Workbook")) == "old_excel_file");
  CHECK(named(compound + wide("WordDocument")) == "binary_file: DOC");
  CHECK(refusal(compound + wide("EncryptedPackage")) == "locked_workbook");
}

TEST_CASE("web pages with a table, workbooks in XML and expired links have sentences of their own", "[input]") {
  CHECK(refusal("<html><body><table><tr><td>1</td></tr></table></body></html>") == "table_web_page");
  CHECK(refusal("<table border=1>\n<tr><th>Order</th></tr></table>") == "table_web_page");
  CHECK(refusal("<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">") == "xml_workbook");
  CHECK(named("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>") == "expired_link: AccessDenied");
  CHECK(refusal("<?xml version=\"1.0\"?><orders><order id=\"1\"/></orders>") == "xml_file");
  CHECK(refusal("<orders>\n  <order><id>1</id></order>\n</orders>") == "xml_file");
}

TEST_CASE("messages, links and stand-ins are named", "[input]") {
  CHECK(refusal("Return-Path: <a@example.org>\r\nReceived: from x\r\nFrom: a@example.org\r\nDate: Fri, 5 Jan 2024 10:00:00 +0000\r\nSubject: Orders\r\nMIME-Version: 1.0\r\n\r\nHello") == "mail_file");
  CHECK(refusal("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n") == "lfs_pointer");
  CHECK(refusal("[InternetShortcut]\r\nURL=https://example.org/orders\r\n") == "shortcut_file");
  CHECK(refusal("{\"url\": \"https://docs.google.com/open?id=1\", \"doc_id\": \"1\", \"email\": \"a@example.org\"}") == "shortcut_file");
}

TEST_CASE("tables whose first words are those of other formats are read", "[input]") {
  for (const std::string& table : {
           "BM,date,total\nx,2024-01-05,5\n"s, "BMW;5\n"s, "Rar!;date\n1;2\n"s, "MZ,total\n1,2\n"s, "PAR1,total\n1,2\n"s, "GIF89a,total\n1,2\n"s, "ORC,total\n1,2\n"s, "BZh9,total\n1,2\n"s, "PK,total\n1,2\n"s,
           "RIFF,WEBP,total\n1,2,3\n"s, "OTTO,total\n1,2\n"s, "ID3,total\n1,2\n"s, "II*,total\n1,2\n"s, "7z,total\n1,2\n"s, "From,To,Date\na@example.org,b@example.org,2024-01-05\n"s, "Date: from:\n1,2\n"s,
           "<DATE>,<TIME>,<CLOSE>\n20240105,100000,1.5\n"s, "<DATE>\t<TIME>\t<CLOSE>\n20240105\t100000\t1.5\n"s, "<5,date,total\n1,2024-01-05,3\n"s, "name,page\nx,<html></html>\n"s, "version,total\n1,2\n"s,
           "[Report] orders\na,b\n"s, "\xC9tat;total\n1;2\n"s, "\xFF;total\n1;2\n"s})
    CHECK(refusal(table) == "");
}

TEST_CASE("no bytes break the recognition, however short", "[input]") {
  std::uint32_t state = 7;
  const auto next = [&] { return state = state * 1664525u + 1013904223u, state >> 8; };
  for (const std::string& start : {""s, "RIFF"s, "BM"s, "BZh"s, "<"s, "<?xml"s, "<!--"s, "<Error><Code>"s, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s, "{"s, "From:"s})
    for (int round = 0; round < 100; ++round) {
      std::string bytes = start;
      for (auto left = next() % 40; left > 0; --left) bytes += char(next());
      refusal_of_bytes(bytes, round % 2 == 0);
    }
  CHECK(refusal("<") == "");
}
