#include "tests/app/http/resolver.h"

#include <atomic>

#include <dlfcn.h>
#include <netdb.h>

#include <QByteArrayView>

namespace resolver {

namespace {

std::atomic<int> waitingCalls = 0;

} // namespace

support::Gate &gate()
{
    static support::Gate gate;
    return gate;
}

int waiting()
{
    return waitingCalls;
}

} // namespace resolver

extern "C" Q_DECL_EXPORT int getaddrinfo(const char *name, const char *service, const addrinfo *hints, addrinfo **found)
{
    using Resolver = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
    static const auto system = reinterpret_cast<Resolver>(dlsym(RTLD_NEXT, "getaddrinfo"));
    const QByteArrayView view(name);
    if (view.endsWith(".slow")) {
        ++resolver::waitingCalls;
        resolver::gate().wait({});
        --resolver::waitingCalls;
        return EAI_NONAME;
    }
    const bool isLoopback = view.endsWith(".loopback") || view == QByteArrayView("localhost.");
    return system(isLoopback ? "127.0.0.1" : name, service, hints, found);
}
