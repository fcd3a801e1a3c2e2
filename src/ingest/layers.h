#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "ingest/bytes.h"

// Compression: gzip (RFC 1952), zlib and raw deflate (RFC 1950, 1951), zstd (RFC 8878), brotli
// (RFC 7932); and UTF-16 as UTF-8, which tables come in.

namespace isnad {

bool is_gzip(std::string_view head);
bool is_zstd(std::string_view head);  // also a dictionary or another skippable frame before it

// The decoded bytes, streaming; several members or frames one after the other are one stream.
// Errors of read: bad_format (damaged or cut off; the message begins with `where`), too_large (the
// budget is spent), the source's own. What was decoded before the damage is read first.
std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> source, std::string where,
                                   Budget& budget);
// Reads the dictionary frame of the WARC-Zstandard specification (IIPC, 2021) too.
std::unique_ptr<ByteSource> unzstd(std::unique_ptr<ByteSource> source, std::string where,
                                   Budget& budget);
// UTF-16 with a byte order mark -> UTF-8 without. Half pairs become U+FFFD.
std::unique_ptr<ByteSource> utf16_to_utf8(std::unique_ptr<ByteSource> source);

// A body by its Content-Encoding: any list of gzip, x-gzip, deflate, br, zstd, identity. Errors:
// unsupported (another encoding), bad_format, too_large (more than `limit` bytes).
Result<std::string> decode_content(std::string_view bytes, std::string_view encoding, size_t limit);

}  // namespace isnad
