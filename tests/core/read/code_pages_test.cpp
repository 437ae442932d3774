// Every byte of every code page against the published tables, written out as letters: "." is a byte that stands for itself, "?" one without a character.
#include "read/code_pages.h"

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <string>
#include <string_view>

using lifeworth::code_page;
using lifeworth::Encoding;
using lifeworth::encoding_named;

namespace {

struct Upper {
  std::string_view name;
  std::u16string_view letters;  ///< of the bytes 0x80 to 0xFF
};

constexpr Upper uppers[] = {
    {"windows-1250",
     u"€.‚.„…†‡.‰Š‹ŚŤŽŹ"
     u".‘’“”•–—.™š›śťžź"
     u"\u00A0ˇ˘Ł¤Ą¦§¨©Ş«¬\u00AD®Ż"
     u"°±˛ł´µ¶·¸ąş»Ľ˝ľż"
     u"ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎ"
     u"ĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß"
     u"ŕáâăäĺćçčéęëěíîď"
     u"đńňóôőö÷řůúűüýţ˙"},
    {"windows-1251",
     u"ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏ"
     u"ђ‘’“”•–—.™љ›њќћџ"
     u"\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї"
     u"°±Ііґµ¶·ё№є»јЅѕї"
     u"АБВГДЕЖЗИЙКЛМНОП"
     u"РСТУФХЦЧШЩЪЫЬЭЮЯ"
     u"абвгдежзийклмноп"
     u"рстуфхцчшщъыьэюя"},
    {"windows-1252",
     u"€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž."
     u".‘’“”•–—˜™š›œ.žŸ"
     u"\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯"
     u"°±²³´µ¶·¸¹º»¼½¾¿"
     u"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
     u"ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
     u"àáâãäåæçèéêëìíîï"
     u"ðñòóôõö÷øùúûüýþÿ"},
    {"windows-1253",
     u"€.‚ƒ„…†‡.‰.‹...."
     u".‘’“”•–—.™.›...."
     u"\u00A0΅Ά£¤¥¦§¨©?«¬\u00AD®―"
     u"°±²³΄µ¶·ΈΉΊ»Ό½ΎΏ"
     u"ΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟ"
     u"ΠΡ?ΣΤΥΦΧΨΩΪΫάέήί"
     u"ΰαβγδεζηθικλμνξο"
     u"πρςστυφχψωϊϋόύώ?"},
    {"windows-1254",
     u"€.‚ƒ„…†‡ˆ‰Š‹Œ..."
     u".‘’“”•–—˜™š›œ..Ÿ"
     u"\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯"
     u"°±²³´µ¶·¸¹º»¼½¾¿"
     u"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
     u"ĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß"
     u"àáâãäåæçèéêëìíîï"
     u"ğñòóôõö÷øùúûüışÿ"},
    {"windows-1255",
     u"€.‚ƒ„…†‡ˆ‰.‹...."
     u".‘’“”•–—˜™.›...."
     u"\u00A0¡¢£₪¥¦§¨©×«¬\u00AD®¯"
     u"°±²³´µ¶·¸¹÷»¼½¾¿"
     u"\u05B0\u05B1\u05B2\u05B3\u05B4\u05B5\u05B6\u05B7\u05B8\u05B9\u05BA\u05BB\u05BC\u05BD\u05BE\u05BF"
     u"\u05C0\u05C1\u05C2\u05C3\u05F0\u05F1\u05F2\u05F3\u05F4???????"
     u"\u05D0\u05D1\u05D2\u05D3\u05D4\u05D5\u05D6\u05D7\u05D8\u05D9\u05DA\u05DB\u05DC\u05DD\u05DE\u05DF"
     u"\u05E0\u05E1\u05E2\u05E3\u05E4\u05E5\u05E6\u05E7\u05E8\u05E9\u05EA??\u200E\u200F?"},
    {"windows-1256",
     u"€\u067E‚ƒ„…†‡ˆ‰\u0679‹Œ\u0686\u0698\u0688"
     u"\u06AF‘’“”•–—\u06A9™\u0691›œ\u200C\u200D\u06BA"
     u"\u00A0،¢£¤¥¦§¨©\u06BE«¬\u00AD®¯"
     u"°±²³´µ¶·¸¹\u061B»¼½¾\u061F"
     u"\u06C1\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062A\u062B\u062C\u062D\u062E\u062F"
     u"\u0630\u0631\u0632\u0633\u0634\u0635\u0636×\u0637\u0638\u0639\u063A\u0640\u0641\u0642\u0643"
     u"à\u0644â\u0645\u0646\u0647\u0648çèéêë\u0649\u064Aîï"
     u"\u064B\u064C\u064D\u064Eô\u064F\u0650÷\u0651ù\u0652ûü\u200E\u200F\u06D2"},
    {"windows-1257",
     u"€.‚.„…†‡.‰.‹.¨ˇ¸"
     u".‘’“”•–—.™.›.¯˛."
     u"\u00A0?¢£¤?¦§Ø©Ŗ«¬\u00AD®Æ"
     u"°±²³´µ¶·ø¹ŗ»¼½¾æ"
     u"ĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻ"
     u"ŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽß"
     u"ąįāćäåęēčéźėģķīļ"
     u"šńņóōõö÷ųłśūüżž˙"},
    {"iso-8859-2",
     u"................"
     u"................"
     u"\u00A0Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u00ADŽŻ"
     u"°ą˛ł´ľśˇ¸šşťź˝žż"
     u"ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎ"
     u"ĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß"
     u"ŕáâăäĺćçčéęëěíîď"
     u"đńňóôőö÷řůúűüýţ˙"},
    {"iso-8859-15",
     u"................"
     u"................"
     u"\u00A0¡¢£€¥Š§š©ª«¬\u00AD®¯"
     u"°±²³Žµ¶·ž¹º»ŒœŸ¿"
     u"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
     u"ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
     u"àáâãäåæçèéêëìíîï"
     u"ðñòóôõö÷øùúûüýþÿ"},
    {"macintosh",
     u"ÄÅÇÉÑÖÜáàâäãåçéè"
     u"êëíìîïñóòôöõúùûü"
     u"†°¢£§•¶ß®©™´¨≠ÆØ"
     u"∞±≤≥¥µ∂∑∏π∫ªºΩæø"
     u"¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ"
     u"–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ"
     u"‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ"
     u"\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"},
    {"ibm437",
     u"ÇüéâäàåçêëèïîìÄÅ"
     u"ÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
     u"áíóúñÑªº¿⌐¬½¼¡«»"
     u"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
     u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
     u"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
     u"αßΓπΣσµτΦΘΩδ∞φε∩"
     u"≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0"},
    {"ibm850",
     u"ÇüéâäàåçêëèïîìÄÅ"
     u"ÉæÆôöòûùÿÖÜø£Ø×ƒ"
     u"áíóúñÑªº¿®¬½¼¡«»"
     u"░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
     u"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
     u"ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀"
     u"ÓßÔÒõÕµþÞÚÛÙýÝ¯´"
     u"\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0"},
    {"ibm852",
     u"ÇüéâäůćçłëŐőîŹÄĆ"
     u"ÉĹĺôöĽľŚśÖÜŤťŁ×č"
     u"áíóúĄąŽžĘę¬źČş«»"
     u"░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐"
     u"└┴┬├─┼Ăă╚╔╩╦╠═╬¤"
     u"đĐĎËďŇÍÎě┘┌█▄ŢŮ▀"
     u"ÓßÔŃńňŠšŔÚŕŰýÝţ´"
     u"\u00AD˝˛ˇ˘§÷¸°¨˙űŘř■\u00A0"},
    {"ibm866",
     u"АБВГДЕЖЗИЙКЛМНОП"
     u"РСТУФХЦЧШЩЪЫЬЭЮЯ"
     u"абвгдежзийклмноп"
     u"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
     u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
     u"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
     u"рстуфхцчшщъыьэюя"
     u"ЁёЄєЇїЎў°∙·√№¤■\u00A0"},
    {"koi8-r",
     u"─│┌┐└┘├┤┬┴┼▀▄█▌▐"
     u"░▒▓⌠■∙√≈≤≥\u00A0⌡°²·÷"
     u"═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞"
     u"╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©"
     u"юабцдефгхийклмно"
     u"пярстужвьызшэщчъ"
     u"ЮАБЦДЕФГХИЙКЛМНО"
     u"ПЯРСТУЖВЬЫЗШЭЩЧЪ"}};

}  // namespace

TEST_CASE("every byte of every code page is the character of the published table", "[correctness]") {
  for (const Upper& upper : uppers) {
    const auto* page = code_page(encoding_named(upper.name).value());
    REQUIRE(page);
    REQUIRE(upper.letters.size() == 128);
    for (std::size_t i = 0; i < 128; ++i) {
      INFO(upper.name << " byte " << 0x80 + i);
      const char16_t letter = upper.letters[i];
      REQUIRE((*page)[i] == (letter == u'.' ? char16_t(0x80 + i) : letter == u'?' ? lifeworth::no_character : letter));
    }
  }
}

TEST_CASE("pages that share letters have them at the places their makers say", "[consistency]") {
  const auto at = [](Encoding encoding, unsigned byte) { return (*code_page(encoding))[byte - 0x80]; };
  for (unsigned i = 0; i < 32; ++i) {
    CHECK(at(Encoding::windows_1251, 0xC0 + i) == 0x410 + i);                                  // capital Cyrillic letters in the order of the alphabet
    CHECK(at(Encoding::windows_1251, 0xE0 + i) == 0x430 + i);                                  // and the small ones
    CHECK(at(Encoding::ibm866, 0x80 + i) == 0x410 + i);
    CHECK(at(Encoding::koi8_r, 0xC0 + i) - at(Encoding::koi8_r, 0xE0 + i) == 32);
    CHECK(at(Encoding::iso_8859_2, 0xC0 + i) == at(Encoding::windows_1250, 0xC0 + i));
  }
  for (unsigned byte = 0xA0; byte < 0x100; ++byte) CHECK(at(Encoding::windows_1252, byte) == byte);  // ISO 8859-1
}

TEST_CASE("encodings of several bytes a character have no page", "[correctness]") {
  for (const Encoding encoding : lifeworth::all_encodings()) {
    const bool unicode = encoding <= Encoding::utf32be;
    CHECK((code_page(encoding) == nullptr) == (unicode || decoded_by_host(encoding)));
  }
}
