#include "read/file_magic.h"

#include <algorithm>
#include <string>

namespace lifeworth {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  Code code;
  std::string_view name;
  std::size_t at = 0;
  bool letters = false;  ///< a mark of letters only: wants proof
};

constexpr Code data = Code::binary_file, packed = Code::packed_file, picture = Code::picture_file, program = Code::program_file;

constexpr Magic magics[] = {
    {"PK\x03\x04", data, "ZIP / XLSX"},
    {"PK\x05\x06", data, "ZIP"},
    {"PK\x07\x08", data, "ZIP"},
    {"\x1F\x8B", data, "GZIP"},
    {"%PDF-", data, "PDF"},
    {"{\\rtf", data, "RTF"},
    {"PAR1", data, "Parquet", 0, true},
    {"ORC", data, "ORC", 0, true},
    {"ARROW1\0\0"sv, data, "Arrow / Feather"},
    {"FEA1", data, "Feather", 0, true},
    {"Obj\x01", data, "Avro"},
    {"SQLite format 3\0"sv, data, "SQLite"},
    {"Standard Jet DB\0"sv, data, "Access", 4},
    {"Standard ACE DB\0"sv, data, "Access", 4},
    {"$FL2@(#)", data, "SPSS", 0, true},
    {"$FL3@(#)", data, "SPSS", 0, true},
    {"<stata_dta>", data, "Stata"},
    {"RDX3\n", data, "R", 0, true},
    {"\x89HDF\r\n\x1A\n", data, "HDF5"},
    {"%!PS-Adobe", data, "PostScript"},
    {"\0\x01\0\0\0"sv, data, "TrueType"},
    {"OTTO\0"sv, data, "OpenType"},
    {"ttcf\0"sv, data, "TrueType"},
    {"wOFF", data, "WOFF", 0, true},
    {"wOF2", data, "WOFF2", 0, true},
    {"7z\xBC\xAF\x27\x1C", packed, "7-Zip"},
    {"Rar!\x1A\x07", packed, "RAR"},
    {"\xFD" "7zXZ\0"sv, packed, "XZ"},
    {"\x28\xB5\x2F\xFD", packed, "Zstandard"},
    {"\x04\x22\x4D\x18", packed, "LZ4"},
    {"LZIP\x01", packed, "LZIP"},
    {"\x1F\x9D", packed, "COMPRESS"},
    {"MSCF\0\0\0\0"sv, packed, "CAB"},
    {"ustar", packed, "TAR", 257},
    {"\x89PNG", picture, "PNG"},
    {"GIF87a", picture, "GIF", 0, true},
    {"GIF89a", picture, "GIF", 0, true},
    {"\xFF\xD8\xFF", picture, "JPEG"},
    {"II*\0"sv, picture, "TIFF"},
    {"MM\0*"sv, picture, "TIFF"},
    {"8BPS\0\x01"sv, picture, "Photoshop"},
    {"\0\0\x01\0\x01\0"sv, picture, "ICO"},
    {"\x1A\x45\xDF\xA3", picture, "WebM / Matroska"},
    {"ID3\x02", picture, "MP3"},
    {"ID3\x03", picture, "MP3"},
    {"ID3\x04", picture, "MP3"},
    {"OggS\0"sv, picture, "Ogg"},
    {"fLaC\0"sv, picture, "FLAC"},
    {"\x7F" "ELF", program, "ELF"},
    {"MZ", program, "EXE", 0, true},
    {"\xCF\xFA\xED\xFE", program, "Mach-O"},
    {"\xCA\xFE\xBA\xBE", program, "Mach-O / Java"},
    {"\0asm"sv, program, "WebAssembly"},
    {"L\0\0\0\x01\x14\x02\0"sv, Code::shortcut_file, ""},
    {"bplist00", data, "plist", 0, true}};

bool holds(std::string_view bytes, std::size_t at, std::string_view mark) { return bytes.size() >= at + mark.size() && bytes.substr(at, mark.size()) == mark; }

/// Control bytes that no text has, soon.
bool surely_binary(std::string_view bytes) {
  return std::ranges::any_of(bytes.substr(0, 256), [](char c) { return (c >= 0 && c < 9) || (c > 13 && c < 26) || (c > 27 && c < 32); });
}

bool is_bzip2(std::string_view bytes) {  // the first block begins with the digits of pi, an empty file ends with those of its root
  return bytes.starts_with("BZh") && (holds(bytes, 4, "1AY&SY") || holds(bytes, 4, "\x17\x72\x45\x38\x50\x90"));
}

/// A bitmap's header has a reserved zero word and, behind it, the place of its pixels: a small number.
bool is_bitmap(std::string_view bytes) { return bytes.starts_with("BM") && holds(bytes, 6, "\0\0\0\0"sv) && holds(bytes, 12, "\0\0"sv); }

/// Four letters in a box of a file of media: what they say, and where the letters stand.
std::string_view media_name(std::string_view bytes) {
  if (bytes.size() < 12) return "";
  const std::string_view box = bytes.substr(4, 4), brand = bytes.substr(8, 4);
  if (bytes.starts_with("RIFF") && (brand == "WEBP" || brand == "WAVE" || brand == "AVI ")) return brand == "WEBP" ? "WebP" : brand == "WAVE" ? "WAV" : "AVI";
  if (box != "ftyp" || bytes.substr(0, 2) != "\0\0"sv) return "";
  if (brand == "heic" || brand == "heix" || brand == "mif1" || brand == "msf1" || brand == "hevc") return "HEIC";
  return brand == "avif" ? "AVIF" : brand == "qt  " ? "QuickTime" : brand == "M4A " ? "M4A" : "MP4";
}

/// The old compound files of Microsoft name their streams in UTF-16.
Error compound_file(std::string_view bytes) {
  const auto names = [&](std::string_view stream) {
    std::string wide;
    for (const char c : stream) wide += c, wide += '\0';
    return bytes.contains(wide);
  };
  if (names("EncryptedPackage")) return {Code::locked_workbook};
  if (names("WordDocument")) return {data, {{"kind", std::string("DOC")}}};
  if (names("PowerPoint Document")) return {data, {{"kind", std::string("PPT")}}};
  if (names("__substg1.0_")) return {Code::mail_file};
  return {Code::old_excel_file};
}

}  // namespace

std::optional<Error> refusal_by_magic(std::string_view bytes) {
  const auto named = [](Code code, std::string_view kind) {
    return kind.empty() ? Error{code} : Error{code, {{"kind", std::string(kind)}}};
  };
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return compound_file(bytes);
  for (const Magic& magic : magics)
    if (holds(bytes, magic.at, magic.bytes) && (!magic.letters || surely_binary(bytes))) return named(magic.code, magic.name);
  if (is_bzip2(bytes)) return named(packed, "BZIP2");
  if (is_bitmap(bytes)) return named(picture, "BMP");
  if (const std::string_view media = media_name(bytes); !media.empty()) return named(picture, media);
  return std::nullopt;
}

}  // namespace lifeworth
