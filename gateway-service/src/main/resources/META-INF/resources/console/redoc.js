// ReDoc on the merged document.
window.addEventListener('DOMContentLoaded', () => {
  Redoc.init('/q/openapi', { hideHostname: true, nativeScrollbars: true }, document.getElementById('calls'));
});
