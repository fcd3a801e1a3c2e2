#pragma once
#include <curl/curl.h>

// libcurl, loaded when a URL is read first; included by src/ingest/*.cc and src/fetch/*.cc alone.

namespace isnad {

struct Libcurl {
  decltype(&::curl_easy_cleanup) curl_easy_cleanup = nullptr;
  decltype(&::curl_easy_getinfo) curl_easy_getinfo = nullptr;
  decltype(&::curl_easy_init) curl_easy_init = nullptr;
  decltype(&::curl_easy_setopt) curl_easy_setopt = nullptr;
  decltype(&::curl_easy_strerror) curl_easy_strerror = nullptr;
  decltype(&::curl_free) curl_free = nullptr;
  decltype(&::curl_getdate) curl_getdate = nullptr;
  decltype(&::curl_global_init) curl_global_init = nullptr;
  decltype(&::curl_multi_add_handle) curl_multi_add_handle = nullptr;
  decltype(&::curl_multi_cleanup) curl_multi_cleanup = nullptr;
  decltype(&::curl_multi_info_read) curl_multi_info_read = nullptr;
  decltype(&::curl_multi_init) curl_multi_init = nullptr;
  decltype(&::curl_multi_perform) curl_multi_perform = nullptr;
  decltype(&::curl_multi_poll) curl_multi_poll = nullptr;
  decltype(&::curl_multi_remove_handle) curl_multi_remove_handle = nullptr;
  decltype(&::curl_slist_append) curl_slist_append = nullptr;
  decltype(&::curl_slist_free_all) curl_slist_free_all = nullptr;
  decltype(&::curl_url) curl_url = nullptr;
  decltype(&::curl_url_cleanup) curl_url_cleanup = nullptr;
  decltype(&::curl_url_get) curl_url_get = nullptr;
  decltype(&::curl_url_set) curl_url_set = nullptr;
};

// Thread safe. Throws std::runtime_error where it is not installed: a program without its parts
// cannot go on, and what would go on without links reads something else.
const Libcurl& curl();

}  // namespace isnad
