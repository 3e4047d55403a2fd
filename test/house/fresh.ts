/** How this module was named when it was read. */
export const url = import.meta.url
