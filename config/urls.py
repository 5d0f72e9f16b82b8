"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.i18n import set_language
from drf_spectacular.views import SpectacularSwaggerSplitView

from config.api.schema import OpenApiView
from config.api.tokens import TokenView
from overview.admin import sign_on
from overview.admin.calendar import feed
from overview.admin.second_factor import second_step
from overview.admin.staff import first_login_page
from partners.api.nowhere import NowhereView

handler400 = "config.api.problems.bad_request"
handler403 = "config.api.problems.forbidden"
handler404 = "config.api.problems.not_found"
handler500 = "config.api.problems.server_error"

docs = SpectacularSwaggerSplitView.as_view(
    url_name="openapi", template_name="config/docs.html", authentication_classes=[]
)

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index"), name="home"),
    path("admin/login/second-step/", second_step, name="mfa_authenticate"),
    path("admin/login/first/", first_login_page, name="first_login"),
    path("admin/login/with/<slug:provider_id>/", sign_on.leave_for, name="openid_connect_login"),
    path("admin/login/with/<slug:provider_id>/back/", sign_on.come_back, name="openid_connect_callback"),
    path("admin/", admin.site.urls),
    path("language", set_language, name="language"),
    path("calendar/<slug:secret>.ics", feed, name="calendar_feed"),
    path("oauth/token", TokenView.as_view(), name="token"),
    path("api/v1/openapi.json", OpenApiView.as_view(), name="openapi"),
    path("api/v1/docs", docs, name="docs"),
    path("api/v1/", include("overview.api.urls")),
    re_path(
        r"^api/v1/(?:cases|signals|notices|locations|stand-ins|trainings|focal-persons|emergency-accesses|access-requests|comensha-messages)/.+$",
        NowhereView.as_view(),
        name="nowhere",
    ),
]
