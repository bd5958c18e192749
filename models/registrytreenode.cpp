#include "models/registrytreenode.h"

#include <algorithm>

namespace models {

int RegistryTreeNode::marks() const
{
    return repository ? connection().listing->marks.value(*repository) : 0;
}

void RegistryTreeNode::renumber(int from)
{
    for (auto i = static_cast<std::size_t>(from); i < children.size(); ++i)
        children[i]->row = static_cast<int>(i);
}

RegistryTreeNode *RegistryTreeNode::note() const
{
    return !children.empty() && children.front()->kind == Kind::Note ? children.front().get() : nullptr;
}

const RegistryTreeNode &RegistryTreeNode::connection() const
{
    const RegistryTreeNode *node = this;
    while (node->kind != Kind::Connection)
        node = node->parent;
    return *node;
}

bool RegistryTreeNode::isNotAllowed() const
{
    if (kind != Kind::Project)
        return isRefused;
    return std::all_of(children.begin(), children.end(), [](const auto &child) { return child->isRefused; });
}

} // namespace models
