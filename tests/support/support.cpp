// The library is filled by its neighbours.
