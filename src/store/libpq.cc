#include "store/libpq.h"

#include "base/late_library.h"

namespace isnad {

namespace {

struct Loaded {
  Libpq all;
  std::string fault;

  Loaded() {
    LateLibrary library("libpq.so.5");
    library.take("PQclear", all.PQclear);
    library.take("PQcmdStatus", all.PQcmdStatus);
    library.take("PQconnectdbParams", all.PQconnectdbParams);
    library.take("PQconnectionNeedsPassword", all.PQconnectionNeedsPassword);
    library.take("PQconnectionUsedPassword", all.PQconnectionUsedPassword);
    library.take("PQconninfoFree", all.PQconninfoFree);
    library.take("PQconninfoParse", all.PQconninfoParse);
    library.take("PQenterPipelineMode", all.PQenterPipelineMode);
    library.take("PQerrorMessage", all.PQerrorMessage);
    library.take("PQexec", all.PQexec);
    library.take("PQexitPipelineMode", all.PQexitPipelineMode);
    library.take("PQfinish", all.PQfinish);
    library.take("PQfreemem", all.PQfreemem);
    library.take("PQftype", all.PQftype);
    library.take("PQgetResult", all.PQgetResult);
    library.take("PQgetisnull", all.PQgetisnull);
    library.take("PQgetlength", all.PQgetlength);
    library.take("PQgetvalue", all.PQgetvalue);
    library.take("PQntuples", all.PQntuples);
    library.take("PQparameterStatus", all.PQparameterStatus);
    library.take("PQpipelineSync", all.PQpipelineSync);
    library.take("PQprepare", all.PQprepare);
    library.take("PQputCopyData", all.PQputCopyData);
    library.take("PQputCopyEnd", all.PQputCopyEnd);
    library.take("PQresultErrorField", all.PQresultErrorField);
    library.take("PQresultStatus", all.PQresultStatus);
    library.take("PQsendPrepare", all.PQsendPrepare);
    library.take("PQsendQueryParams", all.PQsendQueryParams);
    library.take("PQsendQueryPrepared", all.PQsendQueryPrepared);
    library.take("PQserverVersion", all.PQserverVersion);
    library.take("PQsetNoticeProcessor", all.PQsetNoticeProcessor);
    library.take("PQsetSingleRowMode", all.PQsetSingleRowMode);
    library.take("PQstatus", all.PQstatus);
    fault = library.fault();
  }
};

const Loaded& loaded() {
  static const Loaded kLoaded;
  return kLoaded;
}

}  // namespace

Result<void> load_libpq() {
  if (loaded().fault.empty()) return {};
  return fail(ErrorCode::unsupported,
              "a case in PostgreSQL needs libpq (" + loaded().fault + "); install libpq5");
}

const Libpq& pq() { return loaded().all; }

}  // namespace isnad
