// Swagger UI on the merged document. Keys that are typed in stay in this page.
window.addEventListener('DOMContentLoaded', () => {
  SwaggerUIBundle({
    url: '/q/openapi',
    dom_id: '#calls',
    deepLinking: true,
    docExpansion: 'none',
    filter: true,
    persistAuthorization: false,
    validatorUrl: null,
  });
});
