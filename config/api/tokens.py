"""The token endpoint: client credentials and nothing else."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from oauth2_provider.views import TokenView as LibraryTokenView
from oauthlib.oauth2 import BackendApplicationServer


class TokenView(LibraryTokenView):
    """Errors stay as RFC 6749 has them; every other grant is an unsupported one."""

    server_class = BackendApplicationServer
    limited = "tokens"

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        # The library's own `post` looks for the device flow first, which this server does not have.
        try:
            return self.authorization_flow_token_response(request)
        except ValueError:  # an address or a body that is not URL-encoded
            return JsonResponse({"error": "invalid_request"}, status=400)
