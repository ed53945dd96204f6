#include "quote_cache.h"

#include <cstring>
#include <mutex>

// A quote's payload is as long as its instruments need: 200 bytes to 60 kB, and it lives for
// anything between a second and an hour.
void QuoteCache::put(std::string_view key, std::span<const std::byte> payload) {
  std::scoped_lock lock(mutex_);
  auto buffer = std::make_unique<std::byte[]>(payload.size());
  std::memcpy(buffer.get(), payload.data(), payload.size());
  entries_.insert_or_assign(std::string(key), Entry{std::move(buffer), payload.size(), now()});
  evict_older_than(max_age_);
}

std::optional<std::span<const std::byte>> QuoteCache::get(std::string_view key) const {
  std::scoped_lock lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end()) {
    return std::nullopt;
  }
  return std::span(found->second.data.get(), found->second.size);
}

// Frees one buffer at a time, in the order of age: neighbours in memory are rarely of one age.
void QuoteCache::evict_older_than(std::chrono::seconds age) {
  while (!entries_.empty() && now() - oldest().inserted > age) {
    entries_.erase(oldest_key());
  }
}
