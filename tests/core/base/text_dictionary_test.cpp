// Numbered texts: against a map, with texts of every length, and with texts whose hashes meet.
#include "base/text_dictionary.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/random.h"
#include "base/text.h"

using lifeworth::hash_of;
using lifeworth::TextDictionary;

TEST_CASE("a dictionary numbers texts in the order they first came, as a map does", "[consistency]") {
  lifeworth::Random random(11);
  TextDictionary dictionary;
  std::unordered_map<std::string, std::uint32_t> numbers;
  std::vector<std::string> texts;
  for (int round = 0; round < 60'000; ++round) {
    std::string text(random.below(4), 'x');  // many are equal, some empty, some with zero bytes
    for (char& c : text) c = char(random.below(16) * 16);
    if (round % 2) text += std::to_string(random.below(20'000));
    const auto [entry, added] = numbers.try_emplace(text, std::uint32_t(texts.size()));
    if (added) texts.push_back(text);
    if (added) REQUIRE(!dictionary.known(text));
    REQUIRE(dictionary.number_of(text) == entry->second);
    REQUIRE(dictionary.known(text) == entry->second);
  }
  REQUIRE(dictionary.size() == texts.size());
  for (std::uint32_t number = 0; number < texts.size(); ++number) REQUIRE(dictionary[number] == texts[number]);
}

TEST_CASE("texts that differ in one letter, one length or one zero byte have numbers of their own", "[input]") {
  TextDictionary dictionary;
  std::vector<std::string> texts;
  for (std::size_t size = 0; size < 40; ++size) {
    texts.push_back(std::string(size, 'a'));
    texts.push_back(std::string(size, '\0') + "b");
    for (std::size_t at = 0; at < size; ++at) {
      texts.push_back(std::string(size, 'a'));
      texts.back()[at] = 'c';
    }
  }
  for (std::uint32_t number = 0; number < texts.size(); ++number) {
    CAPTURE(number);
    REQUIRE(dictionary.number_of(texts[number]) == number);
  }
  for (std::uint32_t number = 0; number < texts.size(); ++number) REQUIRE(dictionary.number_of(texts[number]) == number);
}

TEST_CASE("a text longer than a block of letters stays whole, and so do its neighbours", "[input]") {
  TextDictionary dictionary;
  const std::vector<std::string> texts = {"before", std::string(3'000'000, 'm'), "between", std::string(262'136, 'e'), std::string(262'137, 'o'), std::string(200'000, 'x'), "behind"};
  for (int round = 0; round < 2; ++round)
    for (std::uint32_t number = 0; number < texts.size(); ++number) REQUIRE(dictionary.number_of(texts[number]) == number);
  for (std::uint32_t number = 0; number < texts.size(); ++number) CHECK(dictionary[number] == texts[number]);
}

TEST_CASE("a dictionary that is moved keeps its texts where they are", "[consistency]") {
  TextDictionary dictionary;
  for (int i = 0; i < 5000; ++i) dictionary.number_of("customer " + std::to_string(i));
  const std::string_view text = dictionary[17];
  TextDictionary moved = std::move(dictionary);
  CHECK(moved[17].data() == text.data());
  CHECK(moved.number_of("customer 4999") == 4999);
  CHECK(moved.number_of("nobody yet") == 5000);
}

TEST_CASE("many texts at once get the numbers they get one by one, however they are grouped", "[consistency]") {
  lifeworth::Random random(23);
  TextDictionary one_by_one, grouped;
  grouped.numbers_of({}, {});
  std::vector<std::string> texts;
  std::vector<std::string_view> views;
  for (int round = 0; round < 600; ++round) {
    texts.clear();
    for (std::uint64_t left = random.below(100); left > 0; --left) texts.push_back(std::string(random.below(12), 'a') + std::to_string(random.below(4000)));
    views.assign(texts.begin(), texts.end());
    std::vector<std::uint32_t> numbers(views.size());
    grouped.numbers_of(views, numbers);
    for (std::size_t i = 0; i < views.size(); ++i) REQUIRE(numbers[i] == one_by_one.number_of(views[i]));
  }
  REQUIRE(grouped.size() == one_by_one.size());
  for (std::uint32_t number = 0; number < grouped.size(); ++number) REQUIRE(grouped[number] == one_by_one[number]);
}

TEST_CASE("the hash of a text is the same on every machine", "[consistency]") {
  // By hand, words put together letter by letter, low byte first: one step for the size and the letters, and the last mix.
  const auto by_hand = [](std::uint64_t size, std::initializer_list<std::uint64_t> words) {
    std::uint64_t hash = size * 0x9E3779B97F4A7C15u;
    for (std::uint64_t word : words) {
      hash = (hash ^ word) * 0x9FB21C651E98DF25u;
      hash ^= hash >> 32;
    }
    hash *= 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 29);
  };
  CHECK(hash_of("") == by_hand(0, {0}));
  CHECK(hash_of("a") == by_hand(1, {0x616161}));
  CHECK(hash_of("abc") == by_hand(3, {0x636261}));
  CHECK(hash_of("abcde") == by_hand(5, {0x6564636264636261}));
  CHECK(hash_of("abcdefgh") == by_hand(8, {0x6867666564636261}));
  CHECK(hash_of("abcdefghij") == by_hand(10, {0x6867666564636261, 0x6A69686766656463}));
}

TEST_CASE("hashes of numbered names do not meet, nor crowd in one half", "[consistency]") {
  // A million names make 5 · 10^11 pairs. Of 2^64 values none of them should meet; of 2^32, by which slots are chosen, 116 do by chance.
  std::unordered_set<std::uint64_t> whole, upper;
  constexpr int names = 1'000'000;
  for (int i = 0; i < names; ++i) {
    const std::uint64_t hash = hash_of("#" + std::to_string(1001 + i));
    whole.insert(hash);
    upper.insert(hash >> 32);
  }
  CHECK(whole.size() == names);
  CHECK(names - upper.size() < 232);
}

TEST_CASE("a dictionary that rests knows the same texts, and goes on numbering where it was", "[consistency]") {
  for (const std::uint32_t size : {0u, 1u, 511u, 512u, 513u, 40'000u}) {
    CAPTURE(size);
    const auto text_of = [](std::uint32_t number) { return "customer " + std::to_string(number * 7919u); };
    TextDictionary dictionary;
    for (std::uint32_t number = 0; number < size; ++number) dictionary.number_of(text_of(number));
    // It rests once, twice, and again after new texts came, one by one or many at once.
    for (std::uint32_t round = 0; round < 3; ++round) {
      const std::uint32_t known = size + 40 * round;
      dictionary.rest();
      if (round == 1) dictionary.rest();
      REQUIRE(dictionary.size() == known);
      for (std::uint32_t number = 0; number < known; ++number) {
        REQUIRE(dictionary.known(text_of(number)) == number);
        REQUIRE(dictionary[number] == text_of(number));
        REQUIRE_FALSE(dictionary.known(text_of(number) + "x"));
      }
      REQUIRE_FALSE(dictionary.known(""));
      std::vector<std::string> texts;
      for (std::uint32_t number = known / 2; number < known + 40; ++number) texts.push_back(text_of(number));
      const std::vector<std::string_view> views(texts.begin(), texts.end());
      std::vector<std::uint32_t> numbers(views.size());
      if (round == 2) dictionary.numbers_of(views, numbers);
      else for (std::size_t i = 0; i < views.size(); ++i) numbers[i] = dictionary.number_of(views[i]);
      for (std::uint32_t i = 0; i < numbers.size(); ++i) REQUIRE(numbers[i] == known / 2 + i);
    }
  }
}
