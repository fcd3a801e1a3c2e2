#include "ingest/libcurl.h"

#include <stdexcept>

#include "base/late_library.h"

namespace isnad {

namespace {

struct Loaded {
  Libcurl all;

  Loaded() {
    LateLibrary library("libcurl.so.4");
    library.take("curl_easy_cleanup", all.curl_easy_cleanup);
    library.take("curl_easy_getinfo", all.curl_easy_getinfo);
    library.take("curl_easy_init", all.curl_easy_init);
    library.take("curl_easy_setopt", all.curl_easy_setopt);
    library.take("curl_easy_strerror", all.curl_easy_strerror);
    library.take("curl_free", all.curl_free);
    library.take("curl_getdate", all.curl_getdate);
    library.take("curl_global_init", all.curl_global_init);
    library.take("curl_multi_add_handle", all.curl_multi_add_handle);
    library.take("curl_multi_cleanup", all.curl_multi_cleanup);
    library.take("curl_multi_info_read", all.curl_multi_info_read);
    library.take("curl_multi_init", all.curl_multi_init);
    library.take("curl_multi_perform", all.curl_multi_perform);
    library.take("curl_multi_poll", all.curl_multi_poll);
    library.take("curl_multi_remove_handle", all.curl_multi_remove_handle);
    library.take("curl_slist_append", all.curl_slist_append);
    library.take("curl_slist_free_all", all.curl_slist_free_all);
    library.take("curl_url", all.curl_url);
    library.take("curl_url_cleanup", all.curl_url_cleanup);
    library.take("curl_url_get", all.curl_url_get);
    library.take("curl_url_set", all.curl_url_set);
    if (!library.fault().empty()) throw std::runtime_error(library.fault());
  }
};

}  // namespace

const Libcurl& curl() {
  static const Loaded kLoaded;
  return kLoaded.all;
}

}  // namespace isnad
