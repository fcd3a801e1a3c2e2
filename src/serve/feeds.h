#pragma once
#include "serve/message.h"
#include "store/name_book.h"
#include "store/search.h"

// What a saved search finds, for feed readers.

namespace isnad {

enum class FeedForm { atom, json };

// Atom (RFC 4287) or JSON Feed 1.1 of the hits, in their order. Ids are urn:isnad:... and stay;
// links lead to the page of this server. A title never holds markup: it is text. An entry without
// date of publication is dated by the newest one, as both forms want a date.
ApiResponse feed_of(const SavedSearch& search, const SearchAnswer& answer, NameBook& names,
                    FeedForm form);

}  // namespace isnad
