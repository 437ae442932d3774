// Tables as spreadsheets of many countries write them, in the encodings of their time: known from the first bytes and from the last ones.
#include "read/encoding_guess.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "../support/rows.h"
#include "read/code_pages.h"
#include "read/encoding.h"
#include "read/utf8.h"

using namespace std::string_literals;
using lifeworth::chosen_encoding;
using lifeworth::code_page;
using lifeworth::Decoder;
using lifeworth::Encoding;
using lifeworth::encoding_named;
using lifeworth::EncodingGuess;
using lifeworth::guess_encoding;
using lifeworth::name_of;

namespace {

std::string utf8(std::u16string_view text) {
  std::string bytes;
  for (const char16_t c : text) lifeworth::append_utf8(bytes, c);
  return bytes;
}

/// The text in a code page, by looking each letter up.
std::string in_page(std::u16string_view text, Encoding encoding) {
  std::string bytes;
  for (const char16_t c : text) {
    const auto& page = *code_page(encoding);
    const auto found = std::ranges::find(page, c);
    if (c >= 0x80) REQUIRE(found != page.end());
    bytes += c < 0x80 ? char(c) : char(0x80 + (found - page.begin()));
  }
  return bytes;
}

struct Table {
  std::u16string_view text;
  std::string_view encodings;  ///< names, each followed by a blank
};

constexpr Table tables[] = {
    {u"Cliente;Ciudad;Importe\nMaría Núñez;Málaga;12,50 €\nJosé Ángel Peña;A Coruña;9,90 €\nÍñigo López;Cádiz;7,00 €\n", "windows-1252 iso-8859-15 macintosh ibm850 "},
    {u"CLIENTE;CIUDAD\nMARÍA NÚÑEZ;MÁLAGA\nJOSÉ PEÑA;CÁDIZ\nBEGOÑA;LEÓN\n", "windows-1252 macintosh ibm850 "},
    {u"Client;Ville;Montant\nHélène Lefèvre;Nîmes;12,50 €\nFrançois Œuvrard;Besançon;9,90 €\nZoé Crête;Orléans;7,00 €\n", "windows-1252 iso-8859-15 macintosh "},
    {u"Kunde;Stadt;Betrag\nJürgen Müller;München;12,50 €\nSören Groß;Köln;9,90 €\nKäthe Jäger;Düsseldorf;7,00 €\n", "windows-1252 iso-8859-15 macintosh ibm850 "},
    {u"Cliente;Cidade;Valor\nJoão Conceição;São Paulo;R$ 12,50\nInês Guimarães;Évora;9,90\nLuís Simões;Brasília;7\n", "windows-1252 macintosh ibm850 "},
    {u"Kund;Stad;Belopp\nÅsa Sjöström;Göteborg;125 kr\nKjell Åkesson;Malmö;99 kr\nJørgen Sørensen;Århus;15 kr\n", "windows-1252 macintosh ibm850 "},
    {u"Nafn;Borg;Upphæð\nGuðrún Þórðardóttir;Reykjavík;1250 kr\nSigríður Jónsdóttir;Hafnarfjörður;990 kr\n", "windows-1252 "},
    {u"Klient;Miasto;Kwota\nŁukasz Wiśniewski;Łódź;12,50 zł\nMałgorzata Żak;Gdańsk;99,00 zł\nPaweł Dąbrowski;Kraków;15,20 zł\n", "windows-1250 iso-8859-2 ibm852 "},
    {u"Zákazník;Město;Částka\nJiří Dvořák;Plzeň;1250 Kč\nPetra Nováková;České Budějovice;99 Kč\nTomáš Říha;Ústí nad Labem;15 Kč\n", "windows-1250 iso-8859-2 ibm852 "},
    {u"Vásárló;Város;Összeg\nKovács Győző;Győr;12 500 Ft\nSzűcs Ágnes;Székesfehérvár;990 Ft\nTóth Erzsébet;Hódmezővásárhely;1500 Ft\n", "windows-1250 ibm852 "},
    {u"Pirkėjas;Miestas;Suma\nJonas Kazlauskas;Šiauliai;12,50 €\nRūta Žukauskienė;Klaipėda;9,90 €\nDarius Petrauskas;Panevėžys;7 €\n", "windows-1257 "},
    {u"Müşteri;Şehir;Tutar\nAyşe Yılmaz;İstanbul;12,50 TL\nMehmet Yıldız;Diyarbakır;99,00 TL\nÖmer Çağlar;Muğla;15,00 TL\n", "windows-1254 "},
    {u"Клиент;Город;Сумма\nИванов Сергей;Москва;1250,00\nПетрова Анна;Санкт-Петербург;990,00\nКузнецов Дмитрий;Казань;15,00\n", "windows-1251 koi8-r ibm866 "},
    {u"КЛИЕНТ;ГОРОД\nИВАНОВ СЕРГЕЙ;МОСКВА\nПЕТРОВА АННА;КАЗАНЬ\n", "windows-1251 koi8-r ibm866 "},
    {u"Клієнт;Місто;Сума\nШевченко Тарас;Київ;1250,00\nКовальчук Олена;Львів;990,00\n", "windows-1251 "},
    {u"Πελάτης;Πόλη;Ποσό\nΓιώργος Παπαδόπουλος;Αθήνα;12,50 €\nΜαρία Νικολάου;Θεσσαλονίκη;9,90 €\n", "windows-1253 "},
    {u"\u05DC\u05E7\u05D5\u05D7;\u05E2\u05D9\u05E8\n\u05D9\u05D5\u05E1\u05D9 \u05DB\u05D4\u05DF;\u05EA\u05DC \u05D0\u05D1\u05D9\u05D1\n", "windows-1255 "},
    {u"\u0627\u0644\u0639\u0645\u064A\u0644;\u0627\u0644\u0645\u062F\u064A\u0646\u0629\n\u0645\u062D\u0645\u062F \u0623\u062D\u0645\u062F;\u0627\u0644\u0642\u0627\u0647\u0631\u0629\n", "windows-1256 "}};

struct Paired {
  std::string_view name;
  std::string bytes;
};
// Tables of names, cities and amounts in the sets of two bytes, as the programs of those countries save them.
const Paired paired[] = {
    // 佐藤太郎,東京都新宿区,1200 …
    {"shift_jis",
     "\x8C\xDA\x8Bq\x96\xBC,\x8FZ\x8F\x8A,\x8B\xE0\x8Az\n"
     "\x8D\xB2\x93\xA1\x91\xBE\x98Y,\x93\x8C\x8B\x9E\x93s\x90V\x8Fh\x8B\xE6,1200\n"
     "\x97\xE9\x96\xD8\x89\xD4\x8Eq,\x91\xE5\x8D\xE3\x95{\x91\xE5\x8D\xE3\x8Es,980\n"
     "\x83J\x83\x8F\x83\x80\x83\x89\x8F\xA4\x93X,\x89\xA1\x95l\x8Es,500\n"
     "\x82\xBD\x82\xC8\x82\xA9\x90H\x93\xB0,\x8B\x9E\x93s\x8Es,300\n"},
    // 佐藤太郎,東京都新宿区,1200 …
    {"euc-jp",
     "\xB8\xDC\xB5\xD2\xCC\xBE,\xBD\xBB\xBD\xEA,\xB6\xE2\xB3\xDB\n"
     "\xBA\xB4\xC6\xA3\xC2\xC0\xCF\xBA,\xC5\xEC\xB5\xFE\xC5\xD4\xBF\xB7\xBD\xC9\xB6\xE8,1200\n"
     "\xCE\xEB\xCC\xDA\xB2\xD6\xBB\xD2,\xC2\xE7\xBA\xE5\xC9\xDC\xC2\xE7\xBA\xE5\xBB\xD4,980\n"
     "\xA5\xAB\xA5\xEF\xA5\xE0\xA5\xE9\xBE\xA6\xC5\xB9,\xB2\xA3\xC9\xCD\xBB\xD4,500\n"
     "\xA4\xBF\xA4\xCA\xA4\xAB\xBF\xA9\xC6\xB2,\xB5\xFE\xC5\xD4\xBB\xD4,300\n"},
    // 王伟,北京,1200 …
    {"gb18030",
     "\xBF\xCD\xBB\xA7,\xB3\xC7\xCA\xD0,\xBD\xF0\xB6\xEE\n"
     "\xCD\xF5\xCE\xB0,\xB1\xB1\xBE\xA9,1200\n"
     "\xC0\xEE\xC4\xC8,\xC9\xCF\xBA\xA3,980\n"
     "\xD5\xC5\xC7\xBF,\xC9\xEE\xDB\xDA,22\n"
     "\xC1\xF5\xD1\xF3,\xB3\xC9\xB6\xBC,33\n"},
    // 陳志明,台北市,1200 …
    {"big5",
     "\xAB\xC8\xA4\xE1,\xAB\xB0\xA5\xAB,\xAA\xF7\xC3""B\n"
     "\xB3\xAF\xA7\xD3\xA9\xFA,\xA5x\xA5_\xA5\xAB,1200\n"
     "\xAAL\xAC\xFC\xAC\xC2,\xB0\xAA\xB6\xAF\xA5\xAB,980\n"
     "\xB6\xC0\xB2Q\xAA\xE2,\xA5x\xA4\xA4\xA5\xAB,33\n"},
    // 김민수,서울,1200 …
    {"euc-kr",
     "\xB0\xED\xB0\xB4,\xB5\xB5\xBD\xC3,\xB1\xDD\xBE\xD7\n"
     "\xB1\xE8\xB9\xCE\xBC\xF6,\xBC\xAD\xBF\xEF,1200\n"
     "\xC0\xCC\xBF\xB5\xC8\xF1,\xBA\xCE\xBB\xEA,980\n"
     "\xB9\xDA\xC1\xF6\xC8\xC6,\xB4\xEB\xB1\xB8,33\n"}};

std::string read(std::string_view bytes, EncodingGuess guess, std::size_t piece) {
  Decoder decoder(guess);
  std::string text;
  for (const std::string& part : support::cut_every(bytes, piece)) text += decoder.push(std::string(part));
  return text + std::string(decoder.finish());
}

/// The better guess at the end, or what the file was taken for.
Encoding at_the_end(std::string_view bytes, std::size_t piece = 65536) {
  Decoder decoder(guess_encoding(bytes.substr(0, 1 << 20)));
  for (std::size_t at = 0; at < bytes.size(); at += piece) decoder.push(bytes.substr(at, piece));
  decoder.finish();
  const auto better = decoder.better_guess();
  return better ? better->encoding : decoder.found();
}

const std::string& plain_rows() {
  static const std::string rows = [] {
    std::string text = "Name;City;Amount\n";
    while (text.size() < 2'000'000) text += "Smith;Boston;12.50\n";
    return text;
  }();
  return rows;
}

template <class Each>
void each_page(Each each) {
  for (const Table& table : tables)
    for (std::string_view names = table.encodings; !names.empty(); names.remove_prefix(names.find(' ') + 1)) {
      const Encoding encoding = encoding_named(names.substr(0, names.find(' '))).value();
      each(table.text, encoding);
    }
}

}  // namespace

TEST_CASE("a table in a code page is known by its letters, from its first bytes and whole in any chunks", "[input]") {
  each_page([](std::u16string_view text, Encoding encoding) {
    const std::string bytes = in_page(text, encoding);
    const EncodingGuess guess = guess_encoding(bytes);
    INFO(name_of(encoding) << " taken for " << name_of(guess.encoding) << ": " << utf8(text));
    CHECK(guess.encoding == encoding);
    for (const std::size_t piece : {std::size_t(1), std::size_t(2), std::size_t(3), std::size_t(7), bytes.size()})
      CHECK(read(bytes, chosen_encoding(encoding, bytes), piece) == utf8(text));
    CHECK(read(bytes, guess, 5) == utf8(text));
  });
}

TEST_CASE("it is known at the end of the file when its first accent stands behind two million bytes", "[input]") {
  each_page([](std::u16string_view text, Encoding encoding) {
    const std::string bytes = plain_rows() + in_page(text, encoding);
    INFO(name_of(encoding) << ": " << utf8(text));
    CHECK(guess_encoding(std::string_view(bytes).substr(0, 1 << 20)).encoding == Encoding::utf8);
    CHECK(at_the_end(bytes) == encoding);
  });
}

TEST_CASE("the sets of two bytes are known, at the start and at the end, and left to the host", "[input]") {
  for (const Paired& table : paired) {
    const Encoding encoding = encoding_named(table.name).value();
    INFO(table.name);
    CHECK(decoded_by_host(encoding));
    CHECK(guess_encoding(table.bytes).encoding == encoding);
    CHECK(at_the_end(plain_rows() + table.bytes) == encoding);
    Decoder decoder(guess_encoding(table.bytes));
    CHECK(decoder.push("caf\u00E9") == "caf\u00E9");  // what the host made of it is UTF-8
    CHECK(!decoder.better_guess());
  }
}

TEST_CASE("what is seen of a file does not depend on its chunks", "[consistency]") {
  const std::string bytes = plain_rows().substr(0, 3000) + "caf\u00E9;\n" + in_page(tables[7].text, Encoding::windows_1250) + "a,\xC3" + in_page(tables[8].text, Encoding::windows_1250);
  for (const std::size_t piece : {1u, 2u, 3u, 7u, 64u, 1000u, 100000u}) {
    Decoder decoder(EncodingGuess{});
    for (std::size_t at = 0; at < bytes.size(); at += piece) decoder.push(std::string_view(bytes).substr(at, piece));
    decoder.finish();
    INFO(piece);
    REQUIRE(decoder.better_guess());
    CHECK(decoder.better_guess()->encoding == Encoding::windows_1250);
    CHECK(decoder.better_guess()->settled);
  }
  lifeworth::HighByteSample whole;
  whole.push(bytes);
  for (const std::size_t piece : {1u, 2u, 3u, 7u, 64u}) {
    lifeworth::HighByteSample sample;
    for (std::size_t at = 0; at < bytes.size(); at += piece) sample.push(std::string_view(bytes).substr(at, piece));
    CHECK(sample.text() == whole.text());
  }
}

TEST_CASE("little evidence is Windows-1252, and valid UTF-8 among it stands", "[input]") {
  for (const std::string& bytes : {"name\ncaf\xE9\n"s, "total\n12,50 \x80\n"s, "x\nMu\xF1oz\n"s, "x\nJo\xE3o\n"s, "Women\x92s shoes\nMen\x92s shoes\nKid\x92s hat \x96 red\n"s})
    CHECK(guess_encoding(bytes).encoding == Encoding::windows_1252);
  std::string apostrophes;
  for (int i = 0; i < 500; ++i) apostrophes += "Women\x92s T-shirt;Ladies\x92 bag;\x93""Best\x94\n";
  CHECK(guess_encoding(apostrophes).encoding == Encoding::windows_1252);
  CHECK(read("Jos\xE9\xA0;Jos\u00E9;\xE9", EncodingGuess{Encoding::windows_1252}, 1) == "Jos\u00E9\u00A0;Jos\u00E9;\u00E9");
  CHECK(read("Jos\u00E9", EncodingGuess{Encoding::windows_1252, 0, true}, 1) == "Jos\u00C3\u00A9");  // a person's word
}

TEST_CASE("a file of UTF-8 with a few broken bytes stays UTF-8, wherever they stand", "[input]") {
  std::string bytes;
  for (int i = 0; i < 100; ++i) bytes += "Łukasz Wiśniewski;Łódź\n";
  for (const std::string& damage : {"\xB3\xB3\xB9\n"s, "\xC5\n"s, "Micha\xB3\n"s}) {
    CHECK(guess_encoding(damage + bytes).encoding == Encoding::utf8);
    CHECK(at_the_end(plain_rows() + bytes + damage) == Encoding::utf8);
  }
  CHECK(guess_encoding(bytes.substr(0, 2)).encoding == Encoding::utf8);
  CHECK(guess_encoding(bytes.substr(0, 1)).encoding == Encoding::utf8);  // cut inside a character
  CHECK(guess_encoding("Иванов;Москва\n").encoding == Encoding::utf8);
  CHECK(at_the_end("plain,words\n") == Encoding::utf8);
}

TEST_CASE("a first guess is mended by what comes later", "[input]") {
  // Signs that only ISO 8859-15 makes sense of come first, Polish names after them.
  Decoder decoder(EncodingGuess{Encoding::iso_8859_15});
  decoder.push("12,50 \xA4\n" + in_page(tables[7].text, Encoding::windows_1250));
  decoder.finish();
  REQUIRE(decoder.better_guess());
  CHECK(decoder.better_guess()->encoding == Encoding::windows_1250);
  Decoder settled(EncodingGuess{Encoding::iso_8859_15, 0, true});
  settled.push(in_page(tables[7].text, Encoding::windows_1250));
  CHECK(!settled.better_guess());
}

TEST_CASE("ISO-2022-JP is known by its escapes, wherever they begin", "[correctness]") {
  const std::string name = "\x1B$B:4F#B@O:\x1B(B";  // 佐藤太郎: the halves of its EUC-JP without their high bits
  const auto guess = [](const std::string& bytes) { return guess_encoding(bytes).encoding; };
  CHECK(guess("name,date,total\n" + name + ",2024-01-05,1200\n") == Encoding::iso_2022_jp);
  CHECK(guess("name,total\n" + std::string(500'000, 'a') + ",1\n" + name + ",1200\n") == Encoding::iso_2022_jp);
  CHECK(guess("name,total\n\x1B$@:4F#\x1B(J,1200\n") == Encoding::iso_2022_jp);  // JIS C 6226, JIS X 0201
  CHECK(guess("name,total\n\x1B[31mred\x1B(B,1200\n") == Encoding::utf8);         // a terminal's colours
  CHECK(guess("name,total\n\x1B$B:4F\x1B(B,1200\n") == Encoding::utf8);           // half a pair
  CHECK(guess("name,total\n\x1B$B,1200\n") == Encoding::utf8);
  CHECK(guess("name,total\nJos\xC3\xA9," + name + "\n") == Encoding::utf8);
}

TEST_CASE("names of encodings go both ways, in any spelling", "[correctness]") {
  for (const Encoding encoding : lifeworth::all_encodings()) CHECK(encoding_named(name_of(encoding)) == encoding);
  CHECK(lifeworth::all_encodings().size() == static_cast<std::size_t>(Encoding::iso_2022_jp) + 1);
  CHECK(encoding_named("ISO-2022-JP") == Encoding::iso_2022_jp);
  CHECK(encoding_named("Latin1") == Encoding::windows_1252);
  CHECK(encoding_named("ISO-8859-1") == Encoding::windows_1252);
  CHECK(encoding_named("CP1252") == Encoding::windows_1252);
  CHECK(encoding_named("UTF8") == Encoding::utf8);
  CHECK(encoding_named("Shift-JIS") == Encoding::shift_jis);
  CHECK(encoding_named("gbk") == Encoding::gb18030);
  CHECK(!encoding_named("klingon"));
  CHECK(!encoding_named(""));
}

TEST_CASE("no bytes break the guess or the decoders", "[input]") {
  std::uint32_t state = 1;
  const auto next = [&] { return state = state * 1664525u + 1013904223u, state >> 8; };
  for (int round = 0; round < 400; ++round) {
    std::string bytes(next() % 300, ' ');
    for (char& c : bytes) c = next() % 3 ? char(next()) : char(0x80 | next());
    const EncodingGuess guess = guess_encoding(bytes);
    at_the_end(bytes, 1 + next() % 50);
    for (const Encoding encoding : lifeworth::all_encodings()) {
      const EncodingGuess chosen = chosen_encoding(encoding, bytes);
      REQUIRE(read(bytes, chosen, 1) == read(bytes, chosen, bytes.size() + 1));
    }
    REQUIRE(read(bytes, guess, 3) == read(bytes, guess, bytes.size() + 1));
    REQUIRE(lifeworth::valid_run(read(bytes, guess, 7)).bytes == read(bytes, guess, 7).size());
  }
}
