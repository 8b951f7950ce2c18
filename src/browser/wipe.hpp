// See wipe.cpp. To be called before Dear ImGui allocates anything.
#pragma once

namespace browser {

void wipe_freed_memory();

} // namespace browser
