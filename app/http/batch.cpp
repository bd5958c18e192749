#include "app/http/batch.h"

namespace http {

bool BatchSource::renewed(Request &, const Response &, std::stop_token)
{
    return false;
}

} // namespace http
